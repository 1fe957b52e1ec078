# Reads the strings of the sources anew, and fails when one of them is missing
# from the Traditional Chinese file or not finished there.
file(MAKE_DIRECTORY "${WORK}")
set(copy "${WORK}/assent_zh_TW.ts")
file(COPY_FILE "${SOURCE}/translations/assent_zh_TW.ts" "${copy}")
execute_process(COMMAND "${LUPDATE}" -silent -locations none -no-obsolete
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
    message(FATAL_ERROR "without words in Traditional Chinese: ${open}")
endif()
