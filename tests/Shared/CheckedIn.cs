namespace Dispatch.Tests.Shared;

/// <summary>Compares what the service says of itself with the file that is checked in.</summary>
public static class CheckedIn
{
    /// <summary>Asserts that a file of the repository reads like this. With <c>DISPATCH_ACCEPT=1</c> it is rewritten instead.</summary>
    public static void Matches(string path, string actual)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable("DISPATCH_ACCEPT") is "1")
            File.WriteAllText(file, actual);
        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(expected == actual, $"{path} no longer says what the service does; run the test with DISPATCH_ACCEPT=1 and review the change.\n{Difference(expected, actual)}");
    }

    private static string Difference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var lines = before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}"));
        return string.Join('\n', lines.Take(40));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dispatch.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return folder.FullName;
    }
}
