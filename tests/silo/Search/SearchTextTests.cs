using Dispatch.Conditions;
using Dispatch.Silo.Search;

namespace Dispatch.Tests.Silo.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("退货单", "退货 货单 单")]
    [InlineData("货", "货")]
    [InlineData("Order D-1000123", "order d 1000123")]
    [InlineData("要退货ORDER退货", "要退 退货 货 order")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("don't; DROP 'x' \"y\"", "don t drop x y")]
    [InlineData("𠮷野家", "𠮷野 野家 家")]
    [InlineData(" \t ", "")]
    public void Text_becomes_words_and_pairs_of_characters(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', SearchText.Tokens([text])));

    [Fact]
    public void A_lone_surrogate_separates_like_any_other_sign() =>
        Assert.Equal(["ab", "cd"], SearchText.Tokens(["ab\ud800cd"]));

    [Theory]
    [InlineData("退货", "\"退货\"")]
    [InlineData("退", "\"退\"*")]
    [InlineData("D-100", "\"d\" AND \"100\"*")]
    public void A_query_asks_for_all_its_tokens(string text, string match) =>
        Assert.Equal(match, SearchText.Match(text, SqlDialect.Sqlite));

    [Fact]
    public void Nothing_but_signs_asks_for_nothing() => Assert.Null(SearchText.Match("…!?", SqlDialect.PostgreSql));
}
