# The outside parts that Assent is built from. One that is absent is named
# together with the Debian package that brings it.
function(assent_missing part package)
    message(FATAL_ERROR "${part} was not found. On Debian install it with: apt-get install ${package}\n"
        "packaging/setup installs everything at once.")
endfunction()

macro(assent_require part package)
    find_package(${part} ${ARGN} QUIET)
    if(NOT ${part}_FOUND)
        assent_missing("${part} (${ARGN})" "${package}")
    endif()
endmacro()

assent_require(Threads libc6-dev)
assent_require(OpenSSL libssl-dev 3.0)
assent_require(Boost libboost1.81-dev 1.81)
assent_require(simdjson libsimdjson-dev 3.0)
assent_require(CLI11 libcli11-dev 2.1)
assent_require(Qt6 qt6-base-dev 6.4 COMPONENTS Core Gui Network)
assent_require(Qt6Keychain qtkeychain-qt6-dev)
if(ASSENT_BUILD_UI OR NOT DEFINED ASSENT_BUILD_UI)
    assent_require(Qt6 "qt6-base-dev qt6-declarative-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools" 6.4
        COMPONENTS DBus Qml Quick QuickControls2 Svg LinguistTools)
    # Without it notices are shown as plain text.
    find_package(Qt6 6.4 QUIET COMPONENTS WebEngineQuick)
    if(NOT TARGET Qt6::WebEngineQuick)
        message(STATUS "Qt WebEngine was not found: built without the notice viewer (Debian: qt6-webengine-dev)")
    endif()
endif()
if(ASSENT_BUILD_TESTS OR NOT DEFINED ASSENT_BUILD_TESTS)
    assent_require(Qt6 "qt6-base-dev qt6-declarative-dev" 6.4 COMPONENTS Test QuickTest)
    assent_require(rapidcheck librapidcheck-dev)
endif()

# assent_library(TARGET HEADER LIBRARY PACKAGE): for parts without a usable CMake file.
function(assent_library target header library package)
    string(MAKE_C_IDENTIFIER "ASSENT_${library}" prefix)
    find_path(${prefix}_INCLUDE ${header})
    find_library(${prefix}_LIBRARY ${library})
    if(NOT ${prefix}_INCLUDE OR NOT ${prefix}_LIBRARY)
        assent_missing("${library} (${header})" ${package})
    endif()
    add_library(${target} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(${target} PROPERTIES
        IMPORTED_LOCATION "${${prefix}_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${${prefix}_INCLUDE}")
endfunction()
assent_library(Argon2::argon2 argon2.h argon2 libargon2-dev)
assent_library(Zip::zip zip.h zip libzip-dev)
assent_library(PostgreSQL::libpq postgresql/libpq-fe.h pq libpq-dev)

# SQLCipher is linked statically with its symbols hidden: the system's
# libsqlite3 exports the same names, and whichever comes first would win.
find_path(ASSENT_SQLCIPHER_INCLUDE sqlcipher/sqlite3.h)
find_library(ASSENT_SQLCIPHER_LIBRARY libsqlcipher.a)
if(NOT ASSENT_SQLCIPHER_INCLUDE OR NOT ASSENT_SQLCIPHER_LIBRARY)
    assent_missing("SQLCipher (static)" "libsqlcipher-dev (4.6 or newer)")
endif()
file(STRINGS "${ASSENT_SQLCIPHER_INCLUDE}/sqlcipher/sqlite3.h" ASSENT_SQLITE_VERSION
    REGEX "^#define SQLITE_VERSION_NUMBER")
string(REGEX MATCH "[0-9]+$" ASSENT_SQLITE_VERSION "${ASSENT_SQLITE_VERSION}")
if(ASSENT_SQLITE_VERSION LESS 3046000)
    assent_missing("SQLCipher 4.6 or newer" "libsqlcipher-dev/bookworm-backports")
endif()
add_library(SQLCipher::sqlcipher STATIC IMPORTED)
set_target_properties(SQLCipher::sqlcipher PROPERTIES
    IMPORTED_LOCATION "${ASSENT_SQLCIPHER_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${ASSENT_SQLCIPHER_INCLUDE}/sqlcipher"
    INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;Threads::Threads;m;dl"
    INTERFACE_LINK_OPTIONS "-Wl,--exclude-libs,libsqlcipher.a"
    INTERFACE_COMPILE_DEFINITIONS "SQLITE_HAS_CODEC;SQLITE_TEMP_STORE=2")
