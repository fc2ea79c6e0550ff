using System.Reflection;
using Dispatch.Api.Problems;

namespace Dispatch.Tests.Api.Problems;

public sealed class ProblemCatalogueTests
{
    [Fact]
    public void Every_rejection_code_of_core_has_its_sentences()
    {
        var declared = typeof(RejectionCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(RejectionCode))
            .Select(field => ((RejectionCode)field.GetValue(null)!).Value);
        Assert.Equal([], declared.Except(ProblemCatalogue.All.Keys));
    }

    [Fact]
    public void Every_entry_has_title_detail_and_remedy_in_both_languages()
    {
        Assert.All(ProblemCatalogue.All, entry =>
        {
            Assert.InRange(entry.Value.Status, 400, 503);
            Assert.Equal(3, entry.Value.Zh.Count);
            Assert.Equal(3, entry.Value.En.Count);
            Assert.All([.. entry.Value.Zh, .. entry.Value.En], text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.Contains(entry.Value.Zh[1], c => c is >= '\u4e00' and <= '\u9fff');
            Assert.DoesNotContain(entry.Value.En[1], c => c is >= '\u4e00' and <= '\u9fff');
        });
    }

    [Fact]
    public void Both_languages_name_the_same_arguments() => Assert.All(ProblemCatalogue.All, entry =>
        Assert.Equal(Arguments(entry.Value.Zh), Arguments(entry.Value.En)));

    [Fact]
    public void Titles_are_the_same_on_all_occurrences() => Assert.All(ProblemCatalogue.All, entry =>
        Assert.DoesNotContain('{', entry.Value.Zh[0] + entry.Value.En[0]));

    private static SortedSet<string> Arguments(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, @"\{(\w+)\}")).Select(match => match.Value)];
}
