using System.Reflection;

namespace Dispatch.Tests.Architecture;

/// <summary>The source tree that this test was built from.</summary>
internal static class Repository
{
    /// <summary>The folders that make the product, from the bottom up.</summary>
    public static readonly IReadOnlyList<string> Projects = ["core", "grains.local", "grains.interfaces", "grains", "silo", "api"];

    public static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>C# sources under a folder, as paths from the root with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"))
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> AllSources() => Projects.Append("tests").SelectMany(Sources);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));
}
