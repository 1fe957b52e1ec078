# Reads the strings of the sources anew, and fails when one of them is missing
# from a language or not finished there. English has plurals alone.
file(MAKE_DIRECTORY "${WORK}")
foreach(language zh_TW pl fr en)
    set(copy "${WORK}/assent_${language}.ts")
    file(COPY_FILE "${SOURCE}/translations/assent_${language}.ts" "${copy}")
    set(plurals)
    if(language STREQUAL "en")
        set(plurals -pluralonly)
    endif()
    execute_process(COMMAND "${LUPDATE}" -silent -locations none -no-obsolete ${plurals}
            -I "${SOURCE}/ui" -I "${SOURCE}/app" -I "${SOURCE}/core"
            "${SOURCE}/ui/kit" "${SOURCE}/ui/session" "${SOURCE}/ui/person" "${SOURCE}/app/desktop" -ts "${copy}"
        RESULT_VARIABLE result ERROR_QUIET)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "lupdate failed")
    endif()
    file(READ "${copy}" text)
    string(REGEX MATCHALL "<source>[^<]*</source>[^/]*(<comment>[^<]*</comment>[^/]*)?(<extracomment>[^<]*</extracomment>[^/]*)?<translation type=\"unfinished\"" open "${text}")
    string(FIND "${text}" "type=\"unfinished\"" at)
    if(NOT at EQUAL -1)
        message(FATAL_ERROR "without words in ${language}: ${open}")
    endif()
endforeach()
