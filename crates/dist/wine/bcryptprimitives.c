/* Windows has this library since its version 7, and Rust's standard library takes random numbers from it. Debian's Wine 8 has none, so the check of
 * a release puts this one beside the programs. It is in no archive. */
#include <windows.h>

/* The name under which advapi32 exports RtlGenRandom. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
