using System.Runtime.InteropServices;

namespace Dispatch.Api.Plans;

/// <summary>Lets a thread work only with what others leave of the processors.</summary>
public static partial class SteppingBack
{
    /// <summary>A tenth of what an ordinary thread gets while both want the same processor; all of it when nobody else does.</summary>
    private const int Niceness = 10;

    private const int OneThread = 0;
    private const int TheCaller = 0;

    /// <summary>Steps back for the rest of the calling thread's life, which must therefore end with its work: what has stepped back may not step forward again.</summary>
    /// <remarks>.NET's own priorities change nothing on Linux. See setpriority(2): there it concerns the thread alone, elsewhere the whole process.</remarks>
    public static void ForGood()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OneThread, TheCaller, Math.Max(Niceness, GetPriority(OneThread, TheCaller)));
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int who);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
