# Eigen (header only) and Catch2 v3. Eigen is the system's where there is one, and serves both builds;
# Catch2 is built from source for each, from the copy that wasm/toolchain.sh brought where there is one.
include(FetchContent)

# In a WebAssembly build the system's own folders are hidden; Eigen's headers alone are looked up there.
find_package(Eigen3 3.4 QUIET NO_MODULE NO_CMAKE_FIND_ROOT_PATH PATHS /usr/share/eigen3/cmake)
if(NOT Eigen3_FOUND)
  set(EIGEN_BUILD_DOC OFF)
  set(EIGEN_BUILD_TESTING OFF)
  set(EIGEN_BUILD_PKGCONFIG OFF)
  FetchContent_Declare(Eigen3 GIT_REPOSITORY https://gitlab.com/libeigen/eigen.git GIT_TAG 3.4.0 GIT_SHALLOW ON)
  FetchContent_MakeAvailable(Eigen3)
endif()

if(DOWNHILL_TESTS)
  if(EXISTS ${CMAKE_SOURCE_DIR}/.toolchain/catch2/CMakeLists.txt)
    set(FETCHCONTENT_SOURCE_DIR_CATCH2 ${CMAKE_SOURCE_DIR}/.toolchain/catch2)
  endif()
  FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git GIT_TAG v3.7.1 GIT_SHALLOW ON)
  FetchContent_MakeAvailable(Catch2)
  target_compile_options(Catch2 PRIVATE -O1)  # it reports, and that is soon done
endif()
