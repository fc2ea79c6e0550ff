using System.Globalization;

namespace Dispatch.Bench;

/// <summary>What a process keeps in memory, bytes.</summary>
/// <param name="Heap">Managed memory after full collections; 0 where it cannot be asked for.</param>
/// <param name="Resident">Resident set.</param>
internal readonly record struct ProcessMemory(double Heap, double Resident)
{
    /// <summary>Of this process, after full collections.</summary>
    public static ProcessMemory Collected()
    {
        // The second collection frees what the finalizers of the first let go.
        for (var n = 0; n < 2; n++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return new(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    /// <summary>Of another process, from a line of the kernel's account of it: <c>VmRSS</c> is the resident set, <c>VmHWM</c> its peak.</summary>
    public static double Of(int process, string line)
    {
        var found = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith($"{line}:", StringComparison.Ordinal));
        return double.Parse(found.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
