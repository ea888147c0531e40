# downhill_room(<room> [DEPENDS <room>...] [TESTED_WITH <room>...] [LEVEL <option>] [SMALL <file>...])
#
# Makes src/<room>/ the library downhill_<room> and tests/<room>/*.test.cpp the executable
# tests_<room>. A room without .cpp files is header-only; a room that does not exist yet is an empty
# one. Files are found by pattern, so a new file is listed nowhere.
#
# TESTED_WITH names rooms that only its tests use. LEVEL and SMALL speak of WebAssembly, where every visitor waits for
# what is large: LEVEL optimises the whole room otherwise than with -O3 (-Oz where the work is a few numbers at a time),
# SMALL makes files of it small (-Oz), those that run once, or once for a click.

add_library(downhill_flags INTERFACE)
target_compile_options(downhill_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion)
# Nobody reads errno after a square root, and a loop that sets it takes them one by one.
target_compile_options(downhill_flags INTERFACE -fno-math-errno)
if(NOT EMSCRIPTEN AND DOWNHILL_NATIVE_ARCH)
  target_compile_options(downhill_flags INTERFACE -march=native)
endif()
if(DOWNHILL_SANITIZERS)
  target_compile_options(downhill_flags INTERFACE -fsanitize=${DOWNHILL_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(downhill_flags INTERFACE -fsanitize=${DOWNHILL_SANITIZERS})
endif()

if(DOWNHILL_COVERAGE)  # -O1: lines are still lines, and Eigen without any optimisation would take an hour
  target_compile_options(downhill_flags INTERFACE --coverage -O1)
  target_link_options(downhill_flags INTERFACE --coverage)
endif()

if(DOWNHILL_COVERAGE OR DOWNHILL_SANITIZERS)  # many times slower: what trains for long trains less
  target_compile_definitions(downhill_flags INTERFACE DOWNHILL_INSTRUMENTED)
endif()

# downhill_headers(<name> <header>... [OPTIONS <option>...]): headers that many files include, read once. Files may use them that
# are compiled with the same options.
function(downhill_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "OPTIONS")
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "// for its headers\n")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE downhill_flags Eigen3::Eigen)
  target_compile_options(${name} PRIVATE ${ARG_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${ARG_UNPARSED_ARGUMENTS})
endfunction()

set(everyday_headers <Eigen/Core> <algorithm> <array> <cmath> <cstdint> <functional> <limits> <memory> <optional> <span>
    <stdexcept> <string> <string_view> <vector>)
downhill_headers(headers ${everyday_headers})
if(EMSCRIPTEN)
  downhill_headers(headers_-Oz ${everyday_headers} OPTIONS -Oz)
endif()

if(DOWNHILL_TESTS)
  enable_testing()
  add_custom_target(all_tests)
  downhill_headers(test_headers ${everyday_headers} <catch2/catch_template_test_macros.hpp> <catch2/catch_test_macros.hpp>
                   <catch2/generators/catch_generators.hpp> <catch2/matchers/catch_matchers_floating_point.hpp>
                   <catch2/matchers/catch_matchers_string.hpp> OPTIONS -O1)
  target_link_libraries(test_headers PRIVATE Catch2::Catch2)
endif()

file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/reports)

function(downhill_room room)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "LEVEL" "DEPENDS;TESTED_WITH;SMALL")
  list(TRANSFORM ARG_DEPENDS PREPEND downhill_)
  list(TRANSFORM ARG_TESTED_WITH PREPEND downhill_)

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cpp)
  if(sources)
    add_library(downhill_${room} STATIC ${sources})
    set(visibility PUBLIC)
  else()
    add_library(downhill_${room} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(downhill_${room} ${visibility} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(downhill_${room} ${visibility} downhill_flags Eigen3::Eigen ${ARG_DEPENDS})
  set(headers headers)
  if(EMSCRIPTEN AND ARG_LEVEL)
    target_compile_options(downhill_${room} PRIVATE ${ARG_LEVEL})
    set(headers headers_${ARG_LEVEL})
  endif()
  if(sources AND TARGET ${headers})
    target_precompile_headers(downhill_${room} REUSE_FROM ${headers})
  endif()
  if(EMSCRIPTEN AND ARG_SMALL)
    downhill_small_files(${room} ${ARG_SMALL})
  endif()

  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${room}/*.test.cpp)
  if(DOWNHILL_TESTS AND tests)
    add_executable(tests_${room} ${tests})
    target_include_directories(tests_${room} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(tests_${room} PRIVATE DOWNHILL_FIXTURES="${CMAKE_SOURCE_DIR}/tests/fixtures")
    target_link_libraries(tests_${room} PRIVATE downhill_${room} ${ARG_TESTED_WITH} Catch2::Catch2WithMain)
    # The rooms are optimised as in the page; the tests around them need not be.
    target_compile_options(tests_${room} PRIVATE -O1)
    target_precompile_headers(tests_${room} REUSE_FROM test_headers)
    if(EMSCRIPTEN)
      downhill_wasm_test(tests_${room})
    endif()
    add_dependencies(all_tests tests_${room})
    # Beside the words for people, a report from which tools/test.mjs counts the test cases.
    add_test(NAME ${room} COMMAND tests_${room} --reporter console
             --reporter xml::out=${CMAKE_BINARY_DIR}/reports/${room}.xml)
  endif()
endfunction()

# Moves files of a room into a library of objects that is part of the room's: one optimisation, one compilation.
function(downhill_small_files room)
  list(TRANSFORM ARGN REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/src/${room}/\\1.cpp" OUTPUT_VARIABLE small)
  get_target_property(sources downhill_${room} SOURCES)
  list(REMOVE_ITEM sources ${small})
  add_library(downhill_${room}_small OBJECT ${small})
  target_include_directories(downhill_${room}_small PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(downhill_${room}_small PRIVATE downhill_flags Eigen3::Eigen)
  target_compile_options(downhill_${room}_small PRIVATE -Oz)
  target_precompile_headers(downhill_${room}_small REUSE_FROM headers_-Oz)
  set_target_properties(downhill_${room} PROPERTIES SOURCES "${sources}")
  target_sources(downhill_${room} PRIVATE $<TARGET_OBJECTS:downhill_${room}_small>)
endfunction()
