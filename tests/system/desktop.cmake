# The real desktop program on a real store: its exit codes, what it measures, and
# a tour of every page that finds all it looks for and hears no complaint.
set(ENV{QT_QPA_PLATFORM} offscreen)
set(ENV{QT_QUICK_BACKEND} software)
# The tests may run as root, for whom Chromium has no sandbox.
set(ENV{QTWEBENGINE_DISABLE_SANDBOX} 1)
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}/run")
file(CHMOD "${WORK}/run" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
set(ENV{XDG_RUNTIME_DIR} "${WORK}/run")
set(ENV{XDG_CONFIG_HOME} "${WORK}/config")
set(ENV{XDG_DATA_HOME} "${WORK}/data")
file(WRITE "${WORK}/passphrase" "a passphrase for a test\n")

function(expect what code pattern)
    execute_process(COMMAND sh -c "exec ${ARGN} 3<\"${WORK}/passphrase\"" RESULT_VARIABLE result
        OUTPUT_VARIABLE out ERROR_VARIABLE err TIMEOUT 300)
    if(NOT result EQUAL code OR NOT "${out}${err}" MATCHES "${pattern}")
        message(FATAL_ERROR "${what}: exit ${result}, expected ${code} and /${pattern}/\n${out}\n${err}")
    endif()
    message(STATUS "${what}: ok")
endfunction()

set(assent "\"${BIN}/assent\"")
set(store "--store \"${WORK}/store\"")
expect("version is said" 0 "^assent [0-9]" "${assent} --version")
expect("help is given" 0 "--tour" "${assent} --help")
expect("a wrong option is a wrong call" 2 "--help" "${assent} --nonsense")
expect("a wrong size is a wrong call" 2 "--size" "${assent} --size 3")
expect("without a store it measures the first page" 0 "^{\"first_frame_ms\":[0-9]+,\"rss_mb\":[0-9.]+}\n$"
    "${assent} ${store} --measure 2>/dev/null")
expect("a demo store is made" 0 "" "\"${BIN}/assentctl\" demo --people 3 ${store} --passphrase-fd 3")
expect("with a passphrase it measures the use of every page" 0
    "^{\"calls_over_16ms\":[0-9]+,.*\"home_ms\":[0-9]+,.*\"pages\":{.*\"scrolling\":{.*\"worst_calls\":[^\n]*}\n$"
    "${assent} ${store} --measure --passphrase-fd 3 2>/dev/null")
expect("with a wrong passphrase there is nothing to measure" 1 "did not open for a person"
    "echo wrong | ${assent} ${store} --measure --passphrase-fd 0")
expect("another role is a wrong call" 2 "--role" "${assent} --role agent")
expect("an unknown language is a wrong call" 2 "--language" "${assent} --language xx")
expect("the tour finds everything" 0 "76 pictures" "${assent} ${store} --passphrase-fd 3 --tour \"${WORK}/tour\" --theme light")
expect("the tour holds with large text, in one look" 0 "38 pictures"
    "${assent} ${store} --passphrase-fd 3 --tour \"${WORK}/large\" --text 200 --size 1280x800 --role person --language pl --theme dark")
# The middle of the file is overwritten; nothing has it open.
file(COPY "${WORK}/store" DESTINATION "${WORK}/damaged")
file(REMOVE "${WORK}/damaged/store/store.db-wal" "${WORK}/damaged/store/store.db-shm")
execute_process(COMMAND dd if=/dev/zero "of=${WORK}/damaged/store/store.db" bs=64 seek=1 count=100 conv=notrunc
    RESULT_VARIABLE result ERROR_QUIET)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "the store could not be damaged")
endif()
expect("a damaged store is shown as what it is" 0 "broken-zh_TW-dark.png.*6 pictures"
    "${assent} --store \"${WORK}/damaged/store\" --passphrase-fd 3 --tour \"${WORK}/broken\"")
file(GLOB kept LIST_DIRECTORIES false "${WORK}/config/*" "${WORK}/config/*/*")
if(kept)
    message(FATAL_ERROR "a tour or a measurement changed the preferences: ${kept}")
endif()
