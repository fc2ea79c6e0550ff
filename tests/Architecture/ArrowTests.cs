using System.Xml.Linq;

namespace Dispatch.Tests.Architecture;

/// <summary>An arrow in this house points down only: dashboard → api → silo → grains → grains.interfaces → core.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["core"] = [],
        ["grains.local"] = [],
        ["grains.interfaces"] = ["core", "grains.local"],
        ["grains"] = ["core", "grains.interfaces"],
        ["silo"] = ["core", "grains.interfaces", "grains", "grains.local"],
        ["api"] = ["core", "grains.interfaces", "grains", "silo", "grains.local"],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_lies_below_it(string project)
    {
        Assert.Empty(References(project).Select(reference => reference.Project).Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_Local_engine_is_referred_to_only_where_it_runs_the_grains(string project)
    {
        Assert.All(
            References(project).Where(reference => reference.Project == "grains.local"),
            reference => Assert.Equal("'$(Engine)' == 'Local'", reference.Condition));
    }

    [Fact]
    public void Every_project_of_the_product_is_known_to_these_tests()
    {
        var found = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("bench/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal))
            .Select(path => path[..path.IndexOf('/')])
            .Distinct();

        Assert.Equal(Repository.Projects.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_of_the_product_refers_to_tests_or_benchmarks(string project)
    {
        Assert.DoesNotContain(References(project), reference => reference.Project is "tests" or "bench");
    }

    [Fact]
    public void Grain_sources_are_the_same_for_both_engines()
    {
        string[] shared = ["core", "grains.interfaces", "grains"];

        Assert.DoesNotContain(
            shared.SelectMany(Repository.Sources),
            path => Repository.Lines(path).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<(string Project, string? Condition)> References(string project)
    {
        var folder = Path.Combine(Repository.Root, project);
        return
        [
            .. XDocument.Load(Directory.EnumerateFiles(folder, "*.csproj").Single())
                .Descendants("ProjectReference")
                .Select(reference => (
                    Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value))).Split('/', '\\')[0],
                    (reference.Attribute("Condition") ?? reference.Parent!.Attribute("Condition"))?.Value)),
        ];
    }
}
