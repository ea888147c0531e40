#!/usr/bin/env bash
# Brings what the project is built with, and leaves one set of names for it whatever the system:
#
#   .toolchain/bin/       emcc and its companions: Emscripten 3.1.60 or newer
#   .toolchain/catch2/    the source of Catch2 v3, which is built natively and to WebAssembly
#   cmake, ninja, Eigen   the system's, by its package manager
#
#   wasm/toolchain.sh           what building the site takes
#   wasm/toolchain.sh native    only what the native build and its tests take: no Emscripten
#   wasm/toolchain.sh tests     both, a browser with Chinese glyphs, and what looks over the code
#
# Emscripten comes from the first of these that fits:
#   1. an emcc that is new enough on the PATH or in $EMSDK: used as it is;
#   2. Debian 13 or later: the system's package;
#   3. Debian 12: the system's clang 19, and Debian 13's Emscripten unpacked into .toolchain/ (the
#      system's own is too old; its packages are left as they are);
#   4. anything else: emsdk, pinned, cloned into .toolchain/.
# A second run finds everything there and ends at once.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
home=$project/.toolchain
oldest=3.1.60      # the first release with every flag in cmake/WasmFlags.cmake
emsdk_release=3.1.69
catch2_release=v3.7.1
wanted=${1:-site}

say() { printf 'toolchain: %s\n' "$*"; }
fail() { printf 'toolchain: %s\n' "$@" >&2; exit 1; }

# ---- What is there --------------------------------------------------------------------------------

emcc_version() { "$1" --version 2>/dev/null | sed -n '1s/.* \([0-9]\+\.[0-9]\+\.[0-9]\+\).*/\1/p'; }
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }  # at_least <oldest> <version>

# Every emcc on the PATH and the one in $EMSDK, without the wrappers that this script writes.
emcc_candidates() {
  { [ -z "${EMSDK:-}" ] || echo "$EMSDK/upstream/emscripten/emcc"; type -ap emcc || true; } | { grep -v "^$home/" || true; }
}

debian_release() {  # 12, 13, …; nothing where the system is not Debian; 99 for testing and unstable
  ( . /etc/os-release 2>/dev/null || exit 0
    if [ "${ID:-}" = debian ]; then echo "${VERSION_ID:-99}"; fi )
}

# ---- Debian ---------------------------------------------------------------------------------------

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

install_packages() {
  local missing=() package
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || fail "these Debian packages are missing and only root may install them:" \
    "  sudo apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  apt-get update || say "some package lists could not be renewed; going on with those that are there"
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" ||
    fail "apt-get could not install: ${missing[*]}" "Is there a network, and a mirror in /etc/apt/sources.list?"
}

# A private apt configuration that knows Debian 13 and nothing else. The system's apt never sees it.
private_apt() {
  export APT_CONFIG=$home/apt/apt.conf
  [ ! -e "$home/apt/ready" ] || return 0
  mkdir -p "$home/apt/lists/partial" "$home/apt/cache/archives/partial"
  local mirror suites
  mirror=$(env -u APT_CONFIG apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk '$3 == "main" && $1 !~ /security/ && $2 !~ /-/ { print $1; exit }')
  [ -n "$mirror" ] || fail "no Debian mirror found in /etc/apt/sources.list or /etc/apt/sources.list.d/"
  suites='signed-by=/usr/share/keyrings/debian-archive-keyring.gpg'
  printf '%s [%s] %s trixie main\n' deb "$suites" "$mirror" deb-src "$suites" "$mirror" > "$home/apt/sources.list"
  : > "$home/apt/status"
  cat > "$APT_CONFIG" <<END
Dir::Etc::sourcelist "$home/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State::lists "$home/apt/lists";
Dir::State::status "$home/apt/status";
Dir::Cache "$home/apt/cache";
Acquire::Languages "none";
APT::Sandbox::User "";
END
  say "reading Debian 13's package lists from the system's mirror"
  apt-get update || fail "Debian 13's package lists could not be read from $mirror. Is there a network?"
  touch "$home/apt/ready"
}

# ---- Libraries ------------------------------------------------------------------------------------

bring_catch2() {
  [ ! -e "$home/catch2/CMakeLists.txt" ] || return 0
  rm -rf "$home/catch2" "$home/catch2.part"
  mkdir -p "$home/catch2.part"
  if [ -n "$debian" ]; then
    say "bringing the source of Catch2 v3 from Debian 13"
    ( private_apt && cd "$home/apt/cache" && apt-get source --download-only catch2 ) ||
      fail "the source of Catch2 could not be had from the system's Debian mirror"
    tar -xf "$(ls "$home"/apt/cache/catch2_3*.orig.tar.*)" -C "$home/catch2.part" --strip-components 1
  else
    say "cloning Catch2 $catch2_release"
    git clone --depth 1 --branch "$catch2_release" https://github.com/catchorg/Catch2.git "$home/catch2.part" ||
      fail "Catch2 could not be cloned. Is there a network?"
  fi
  mv "$home/catch2.part" "$home/catch2"
}

need_commands() {  # where packages are not ours to install
  local command
  for command in "$@"; do
    command -v "$command" > /dev/null || fail "'$command' is missing. Install it with your system's package manager and run this again."
  done
}

# ---- Emscripten -----------------------------------------------------------------------------------

# write_wrappers <folder of emcc> [line of shell]: callers need not know which branch was taken.
write_wrappers() {
  local from=$1 line=${2:-} name
  mkdir -p "$home/bin" "$home/path"
  # Emscripten writes the types of what it links with the project's tsc. Debian 13's lies beside hundreds of
  # packages' types, which tsc would read and stumble over.
  printf '#!/bin/sh\nexec "%s" --typeRoots "%s" "$@"\n' "$project/node_modules/.bin/tsc" "$home/path" > "$home/path/tsc"
  # Linking runs what was built, to learn the types that it exports; Node before 21 has relaxed SIMD behind a flag.
  cat > "$home/bin/node" <<'END'
#!/bin/sh
case $(node --version) in
  v1?.* | v20.*) exec node --experimental-wasm-relaxed-simd "$@" ;;
  *) exec node "$@" ;;
esac
END
  chmod +x "$home/bin/node" "$home/path/tsc"
  for name in emcc em++ emar emranlib emnm em-config; do
    printf '#!/bin/sh\n%s\nEM_NODE_JS="%s" PATH="%s:$PATH" exec "%s" "$@"\n' \
      "$line" "$home/bin/node" "$home/path" "$from/$name" > "$home/bin/$name"
    chmod +x "$home/bin/$name"
  done
  ln -sfn "$("$home/bin/em-config" EMSCRIPTEN_ROOT)" "$home/emscripten"  # its CMake modules
}

use_what_is_there() {
  local emcc version
  while read -r emcc; do
    version=$(emcc_version "$emcc")
    if [ -n "$version" ] && at_least "$oldest" "$version"; then
      write_wrappers "$(dirname "$emcc")"
      say "Emscripten $version found: $emcc"
      return 0
    fi
    say "Emscripten ${version:-of unknown version} at $emcc is not used: $oldest or newer is needed"
  done < <(emcc_candidates)
  return 1
}

use_debian_13() {
  install_packages emscripten
  write_wrappers /usr/bin
}

use_debian_12() {
  install_packages clang-19 lld-19 llvm-19 python3
  local root=$home/root package
  if [ ! -e "$root/complete" ]; then
    rm -rf "$root"
    mkdir -p "$root" "$home/apt/cache/debs"
    say "bringing Emscripten from Debian 13"
    ( private_apt && cd "$home/apt/cache/debs" && apt-get download emscripten binaryen libc6 libstdc++6 libgcc-s1 ) ||
      fail "Debian 13's Emscripten could not be downloaded from the system's mirror. Is there a network?"
    for package in "$home"/apt/cache/debs/*.deb; do
      say "unpacking $(basename "$package" .deb)"
      dpkg -x "$package" "$root"
    done
    rm -rf "$home/apt/cache/debs"
    touch "$root/complete"
  fi

  # Debian 13's binaryen wants a newer libc than this system has: each program is started by the loader that came with it.
  local loader libraries program
  loader=$(find "$root" -name 'ld-linux-*.so.*' -print -quit)
  libraries=$(dirname "$(find "$root" -name 'libbinaryen.so*' -print -quit)")
  libraries=$libraries:$(dirname "$(find "$root" -name 'libc.so.6' -print -quit)"):$(dirname "$(find "$root" -name 'libstdc++.so.6' -print -quit)")
  mkdir -p "$home/binaryen/bin"
  for program in "$root"/usr/bin/wasm*; do
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libraries" "$program" > "$home/binaryen/bin/${program##*/}"
    chmod +x "$home/binaryen/bin/${program##*/}"
  done

  # Emscripten asks for acorn (its JavaScript optimizer) beside itself: npm's copy in the project is that.
  local emscripten=$root/usr/share/emscripten
  ln -sfn "$project/node_modules" "$emscripten/node_modules"
  cat > "$home/emscripten.config" <<END
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$home/binaryen'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
CACHE = '$emscripten/cache'
END
  write_wrappers "$emscripten" "export EM_CONFIG='$home/emscripten.config'"
}

use_emsdk() {
  need_commands git python3 tar
  if [ ! -e "$home/emsdk/upstream/emscripten/emcc" ]; then
    say "cloning emsdk and installing Emscripten $emsdk_release into .toolchain/emsdk"
    [ -e "$home/emsdk/emsdk" ] || git clone --depth 1 https://github.com/emscripten-core/emsdk.git "$home/emsdk" ||
      fail "emsdk could not be cloned. Is there a network?" \
        "Or put an emcc $oldest or newer on the PATH and run this again."
    "$home/emsdk/emsdk" install "$emsdk_release" && "$home/emsdk/emsdk" activate "$emsdk_release" ||
      fail "emsdk could not install Emscripten $emsdk_release (its words are above)"
  fi
  write_wrappers "$home/emsdk/upstream/emscripten" "export EM_CONFIG='$home/emsdk/.emscripten'"
}

bring_emscripten() {
  command -v node > /dev/null || fail "node is missing: Node.js 20.19 or newer is needed"
  if use_what_is_there; then return; fi
  case $debian in
    '') use_emsdk ;;
    12) use_debian_12 ;;
    *) if [ "${debian%%.*}" -ge 13 ]; then use_debian_13
       else fail "Debian $debian has no LLVM that is new enough. Debian 12 or later is needed, or an emcc $oldest or newer on the PATH."; fi ;;
  esac
  local version
  version=$(emcc_version "$home/bin/emcc")
  [ -n "$version" ] && at_least "$oldest" "$version" ||
    fail "the Emscripten that was set up does not answer as it should:" "$("$home/bin/emcc" --version 2>&1 | head -n 5)"
  say "Emscripten $version is ready"
}

# ---- All together ---------------------------------------------------------------------------------

debian=$(debian_release)
stamp=$home/ready-$wanted
# What the answer depends on; the folder's own path too, since the wrappers hold it.
situation() { echo "$(cksum < "${BASH_SOURCE[0]}") $project ${EMSDK:-} $(emcc_candidates | tr '\n' ' ')"; }
if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$(situation)" ]; then exit 0; fi

case $wanted in site|native|tests) ;; *) fail "unknown purpose '$wanted'; it must be site, native or tests" ;; esac
mkdir -p "$home"
echo '{ "type": "commonjs" }' > "$home/package.json"  # else Emscripten's scripts are taken for modules, as the project's are
if [ -n "$debian" ]; then
  install_packages ca-certificates git cmake ninja-build libeigen3-dev
  [ "$wanted" = site ] || install_packages g++
else
  need_commands git cmake ninja
  [ "$wanted" = site ] || need_commands c++
fi
[ "$wanted" = site ] || bring_catch2
[ "$wanted" = native ] || bring_emscripten
if [ "$wanted" = tests ] && [ -n "$debian" ]; then
  install_packages chromium-headless-shell fonts-noto-cjk clang-format-19
fi
situation > "$stamp"
