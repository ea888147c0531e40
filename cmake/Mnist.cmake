# MNIST's four files, unpacked once into build/mnist: for tests_training and tools/train_shipped. Where they are
# not to be had, the folder lacks them, and the test that reads them fails and says so.
set(DOWNHILL_MNIST ${CMAKE_SOURCE_DIR}/build/mnist)
if(DOWNHILL_TESTS)
  find_program(DOWNHILL_NODE node REQUIRED)
  execute_process(COMMAND ${DOWNHILL_NODE} ${CMAKE_SOURCE_DIR}/tools/unpack-mnist.mjs)
  if(TARGET tests_training)
    target_compile_definitions(tests_training PRIVATE DOWNHILL_MNIST="${DOWNHILL_MNIST}"
                               DOWNHILL_SHIPPED="${CMAKE_SOURCE_DIR}/web/shipped/digits.bin")
  endif()
endif()
