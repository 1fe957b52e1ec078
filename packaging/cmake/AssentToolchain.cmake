# Compiler, linker and output settings that hold for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
    -fstack-protector-strong)
# At -O2 GCC 12 takes an empty std::optional for an uninitialised one, and std::string::insert for an overlap.
add_compile_options("$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-maybe-uninitialized;-Wno-restrict>")
add_compile_definitions(QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS)

find_program(ASSENT_CCACHE ccache)
if(ASSENT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Relative paths let build folders side by side share one cache; it takes
    # precompiled headers only when it may overlook their defines and dates.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;CCACHE_SLOPPINESS=pch_defines,time_macros;${ASSENT_CCACHE}")
endif()

find_program(ASSENT_MOLD mold)
find_program(ASSENT_LLD ld.lld)
if(ASSENT_MOLD)
    add_link_options(-fuse-ld=mold)
elseif(ASSENT_LLD)
    add_link_options(-fuse-ld=lld)
endif()

set(ASSENT_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
if(ASSENT_SANITIZE)
    add_compile_options(-fsanitize=${ASSENT_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${ASSENT_SANITIZE})
endif()
