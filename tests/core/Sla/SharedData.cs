namespace Dispatch.Tests.Core.Sla;

/// <summary>Public data that lies beside the project: in the folder that DISPATCH_SHARED_DATA names, or in <c>shared/data</c> next to the sources.</summary>
internal static class SharedData
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("DISPATCH_SHARED_DATA") is { Length: > 0 } named ? named : Beside(AppContext.BaseDirectory);

    private static string? Beside(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "shared", "data") is var data && Directory.Exists(data))
                return data;
        return null;
    }
}

/// <summary>A fact about the shared data: skipped, and seen to be skipped, where the data is not there, but not in CI.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null && Environment.GetEnvironmentVariable("CI") is not "true")
            Skip = "The shared data is not here: set DISPATCH_SHARED_DATA to its folder.";
    }
}
