using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Dispatch.Tests.Architecture;

/// <summary>The same tests run on both engines, except for those listed with their reason.</summary>
public sealed partial class LocalOnlyTests
{
    private const string List = "tests/LocalOnly.md";

    [Fact]
    public void What_is_left_out_on_Orleans_is_listed_with_its_reason_and_nothing_else_is()
    {
        var listed = Repository.Lines(List).Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

        Assert.Equal(Projects().Concat(Methods()).Order(), listed.Order());
    }

    /// <summary>Projects that are not built on Orleans, by their property.</summary>
    private static IEnumerable<(string What, string Reason)> Projects() =>
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => XDocument.Load(path).Descendants("LocalOnly").Select(reason => (Folder(path), reason.Value)));

    /// <summary>Tests that are skipped on Orleans, by their attribute.</summary>
    private static IEnumerable<(string What, string Reason)> Methods() => Repository.Sources("tests")
        .SelectMany(path => LocalFact().Matches(Repository.Read(path))
            .Select(match => ($"{path.Split('/')[1]}/{Path.GetFileNameWithoutExtension(path)}.{match.Groups[2].Value}", match.Groups[1].Value)));

    private static string Folder(string path) => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!).Replace('\\', '/');

    [GeneratedRegex(@"^\| `([^`]+)` \| (.+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\[LocalFact\(""([^""]+)""\)\]\s+public [\w<>]+ (\w+)\(")]
    private static partial Regex LocalFact();
}
