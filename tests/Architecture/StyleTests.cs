using System.Text.RegularExpressions;

namespace Dispatch.Tests.Architecture;

/// <summary>What can be said of sources without reading them.</summary>
public sealed partial class StyleTests
{
    [Fact]
    public void Files_of_the_product_fit_in_three_hundred_lines()
    {
        var tooLong = Repository.Projects.SelectMany(Repository.Sources)
            .Select(path => (path, Lines: Repository.Lines(path).Length))
            .Where(file => file.Lines > 300)
            .Select(file => $"{file.path}: {file.Lines}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_file_has_one_file_scoped_namespace()
    {
        var others = Repository.AllSources()
            .Where(path => Path.GetFileName(path) is not ("Program.cs" or "GlobalUsings.cs"))
            .Where(path => FileScopedNamespace().Count(Repository.Read(path)) is not 1);

        Assert.Empty(others);
    }

    [Theory]
    [InlineData("core", "Dispatch")]
    [InlineData("grains.interfaces", "Dispatch.Grains")]
    [InlineData("grains", "Dispatch.Grains")]
    [InlineData("silo", "Dispatch.Silo")]
    [InlineData("api", "Dispatch.Api")]
    public void A_namespace_is_the_folder_it_lies_in_or_one_above(string project, string root)
    {
        var strangers = Repository.Sources(project)
            .Where(path => FileScopedNamespace().Match(Repository.Read(path)) is { Success: true } found && !Fits(path, found.Groups[1].Value));

        Assert.Empty(strangers);

        bool Fits(string path, string found) =>
            $"{found}.".StartsWith($"{root}.", StringComparison.Ordinal)
            && $"{string.Join('.', path.Split('/')[1..^1].Prepend(root))}.".StartsWith($"{found}.", StringComparison.Ordinal);
    }

    [Fact]
    public void No_unfinished_work_is_left_in_sources()
    {
        var own = $"tests/Architecture/{nameof(StyleTests)}.cs";

        Assert.DoesNotContain(Repository.AllSources(), path => path != own && Unfinished().IsMatch(Repository.Read(path)));
    }

    [Fact]
    public void No_file_is_named_after_nothing()
    {
        Assert.DoesNotContain(Repository.Projects.SelectMany(Repository.Sources), path => EmptyName().IsMatch(path));
    }

    [GeneratedRegex(@"^namespace ([\w.]+);\r?$", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Util|Utils|Utility|Service)\.cs$")]
    private static partial Regex EmptyName();
}
