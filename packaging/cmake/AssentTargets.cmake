# assent_core(NAME SOURCES ... [PUBLIC ...] [PRIVATE ...])
#   One static library per folder of core, named assent_NAME. A folder that is
#   not linked to another cannot use it: the link fails.
function(assent_core name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(assent_${name} STATIC ${ARG_SOURCES})
    target_include_directories(assent_${name} PUBLIC "${CMAKE_SOURCE_DIR}/core")
    target_link_libraries(assent_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# assent_test(NAME SOURCES ... LINKS ... [TIMEOUT seconds] [ARGUMENTS ...])
#   A Qt Test program tst_NAME, registered with ctest under the same name.
function(assent_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;ARGUMENTS" ${ARGN})
    add_executable(tst_${name} ${ARG_SOURCES})
    set_target_properties(tst_${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(tst_${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    # Half of a test's compile time went into making it fast.
    target_compile_options(tst_${name} PRIVATE "$<$<CONFIG:Release>:-O1>")
    target_link_libraries(tst_${name} PRIVATE ${ARG_LINKS} Qt6::Test)
    # To read Qt Test and what it includes is nearly half of what is left of it.
    list(LENGTH ARG_SOURCES sources)
    if(sources GREATER 3)
        target_precompile_headers(tst_${name} PRIVATE <QTest> <QTemporaryDir> <filesystem> <functional> <map> <set> <variant>)
    endif()
    add_test(NAME ${name} COMMAND tst_${name} ${ARG_ARGUMENTS})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;ASSENT_SOURCE_DIR=${CMAKE_SOURCE_DIR};ASSENT_BIN_DIR=${CMAKE_BINARY_DIR}/bin;ASSENT_VECTORS=$ENV{ASSENT_VECTORS}")
endfunction()
