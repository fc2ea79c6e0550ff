using System.Text.RegularExpressions;
using Dispatch.Silo.Consistency;

namespace Dispatch.Tests.Silo.Consistency;

public sealed partial class FindingWordsTests
{
    [Fact]
    public void Every_finding_is_worded_in_both_languages_with_the_same_arguments() => Assert.All(FindingWords.All, entry =>
    {
        Assert.Contains(entry.Value.Zh, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.DoesNotContain(entry.Value.En, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.Equal(Arguments(entry.Value.Zh), Arguments(entry.Value.En));
    });

    [Fact]
    public void Every_code_that_a_check_reports_is_worded_and_no_other()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "silo", "Consistency"), "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not "FindingWords.cs");
        var reported = sources.SelectMany(path => Code().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        // Whatever is written with a dash is a code, but for the name of one check.
        Assert.Empty(reported.Where(text => text.Contains('-', StringComparison.Ordinal)).Except(FindingWords.All.Keys).Except(["wake-ups"]));
        Assert.Equal(FindingWords.All.Keys.Order(StringComparer.Ordinal), reported.Intersect(FindingWords.All.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Arguments_fill_both_sentences() => Assert.Equal(
        new LocalText("现有 1 件，已预留 2 件", "has 1 on hand and 2 reserved"),
        FindingWords.Of(FaultFound.Of("stock-negative", ("onHand", 1), ("reserved", 2))));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dispatch.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static SortedSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Argument();

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)*)\"")]
    private static partial Regex Code();
}
