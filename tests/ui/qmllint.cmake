# Runs a module's qmllint and fails on any warning.
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BUILD}" --target ${TARGET}_qmllint
    RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
if(NOT result EQUAL 0 OR "${out}${err}" MATCHES "Warning:|Error:")
    message(FATAL_ERROR "${out}${err}")
endif()
