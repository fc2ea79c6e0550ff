using System.Text.Json;
using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Tests.Core.Conditions;

public sealed class ConditionOperatorTests
{
    private static readonly FieldCatalogue Catalogue = FieldCatalogue.BuiltIn.With(
    [
        new("data.weight", FieldType.Number, new("重量", "Weight")),
        new("data.tags", FieldType.TextSet, new("标签", "Tags")),
        new("data.reason", FieldType.Choice, new("原因", "Reason")) { Options = [new("broken", new("破损", "Broken")), new("late", new("晚到", "Late"))] },
    ]).Required();

    [Theory]
    // text: ordinal, by code point
    [InlineData("product", "\"boiler\"", "eq", "\"boiler\"", true)]
    [InlineData("product", "\"boiler\"", "eq", "\"Boiler\"", false)]
    [InlineData("product", "\"boiler\"", "ne", "\"Boiler\"", true)]
    [InlineData("product", "\"boiler\"", "ne", "\"boiler\"", false)]
    [InlineData("product", "\"B\"", "lt", "\"a\"", true)]
    [InlineData("product", "\"\uFF01\"", "lt", "\"😀\"", true)]
    [InlineData("product", "\"a\"", "le", "\"a\"", true)]
    [InlineData("product", "\"ab\"", "gt", "\"a\"", true)]
    [InlineData("product", "\"a\"", "gt", "\"a\"", false)]
    [InlineData("product", "\"a\"", "ge", "\"a\"", true)]
    [InlineData("product", "\"a\"", "in", "[\"b\",\"a\"]", true)]
    [InlineData("product", "\"a\"", "in", "[\"b\",\"c\"]", false)]
    [InlineData("product", "\"a\"", "notIn", "[\"b\",\"c\"]", true)]
    [InlineData("product", "\"a\"", "notIn", "[\"a\",\"c\"]", false)]
    [InlineData("product", "\"我要退货\"", "contains", "\"退货\"", true)]
    [InlineData("product", "\"我要退货\"", "contains", "\"换货\"", false)]
    [InlineData("product", "\"退货单\"", "startsWith", "\"退货\"", true)]
    [InlineData("product", "\"我要退货\"", "startsWith", "\"退货\"", false)]
    // money in minor units: the bound itself is not below it
    [InlineData("amount", "49999", "lt", "50000", true)]
    [InlineData("amount", "50000", "lt", "50000", false)]
    [InlineData("amount", "50000", "le", "50000", true)]
    [InlineData("amount", "50001", "gt", "50000", true)]
    [InlineData("amount", "50000", "ge", "50000", true)]
    [InlineData("amount", "9007199254740993", "eq", "9007199254740992", false)]
    [InlineData("escalationLevel", "2", "in", "[1,2]", true)]
    [InlineData("escalationLevel", "2", "notIn", "[1,2]", false)]
    // numbers
    [InlineData("data.weight", "2.5", "gt", "2", true)]
    [InlineData("data.weight", "3", "eq", "3.0", true)]
    [InlineData("data.weight", "3", "in", "[1.5,3]", true)]
    [InlineData("data.weight", "3", "ne", "3", false)]
    // boolean
    [InlineData("breached", "true", "eq", "true", true)]
    [InlineData("breached", "false", "ne", "true", true)]
    // instants: one instant in two offsets, cut to milliseconds
    [InlineData("createdAt", "\"2026-11-02T12:00:00Z\"", "eq", "\"2026-11-02T20:00:00+08:00\"", true)]
    [InlineData("createdAt", "\"2026-11-02T12:00:00.001Z\"", "gt", "\"2026-11-02T12:00:00.0009Z\"", true)]
    [InlineData("createdAt", "\"2026-11-02T12:00:00Z\"", "lt", "\"2026-11-02T12:00:00Z\"", false)]
    // choices: by the order of their options where they have one
    [InlineData("priority", "\"urgent\"", "ge", "\"high\"", true)]
    [InlineData("priority", "\"high\"", "gt", "\"high\"", false)]
    [InlineData("priority", "\"low\"", "lt", "\"normal\"", true)]
    [InlineData("priority", "\"low\"", "lt", "\"low\"", false)]
    [InlineData("data.reason", "\"broken\"", "in", "[\"broken\"]", true)]
    [InlineData("data.reason", "\"broken\"", "ne", "\"late\"", true)]
    // sets
    [InlineData("data.tags", "[\"vip\",\"fragile\"]", "contains", "\"vip\"", true)]
    [InlineData("data.tags", "[\"vip\",\"fragile\"]", "contains", "\"vi\"", false)]
    public void A_test_compares_by_its_fields_type(string field, string actual, string op, string value, bool expected)
    {
        var condition = Compile($$"""{"field":"{{field}}","op":"{{op}}","value":{{value}}}""");
        Assert.Equal(expected, condition.Matches(Ticket(field, actual)));
    }

    [Theory]
    [InlineData("product", "null", true)]
    [InlineData("product", "\"\"", true)]
    [InlineData("product", "\" \"", false)]
    [InlineData("amount", "null", true)]
    [InlineData("amount", "0", false)]
    [InlineData("breached", "false", false)]
    [InlineData("data.tags", "[]", true)]
    [InlineData("data.tags", "[\"vip\"]", false)]
    [InlineData("place", """{"longitude":121.47,"latitude":31.23}""", false)]
    public void Empty_and_not_empty_are_opposites(string field, string actual, bool empty)
    {
        var ticket = Ticket(field, actual);
        Assert.Equal(empty, Compile($$"""{"field":"{{field}}","op":"empty"}""").Matches(ticket));
        Assert.Equal(!empty, Compile($$"""{"field":"{{field}}","op":"notEmpty"}""").Matches(ticket));
    }

    [Fact]
    public void A_field_without_a_value_matches_no_operator_but_empty()
    {
        foreach (var (field, value) in new[] { ("product", "\"a\""), ("amount", "1"), ("data.weight", "1"), ("breached", "true"), ("createdAt", "\"2026-11-02T12:00:00Z\""), ("priority", "\"low\""), ("data.tags", "\"vip\"") })
            foreach (var op in ConditionOperators.For(Catalogue.Find(field)!))
            {
                var literal = op switch
                {
                    ConditionOperator.Empty or ConditionOperator.NotEmpty => "",
                    ConditionOperator.In or ConditionOperator.NotIn => $",\"value\":[{value}]",
                    _ => $",\"value\":{value}",
                };
                var condition = Compile($$"""{"field":"{{field}}","op":"{{op.JsonName()}}"{{literal}}}""");
                Assert.Equal(op is ConditionOperator.Empty, condition.Matches(FieldValues.Empty));
            }
    }

    [Fact]
    public void A_value_of_another_type_than_the_field_counts_as_none()
    {
        var ticket = FieldValues.Empty.With("amount", FieldValue.Of("many")).With("product", FieldValue.Of(5L));
        Assert.True(Compile("""{"field":"amount","op":"empty"}""").Matches(ticket));
        Assert.False(Compile("""{"field":"amount","op":"ne","value":1}""").Matches(ticket));
        Assert.False(Compile("""{"field":"product","op":"ne","value":"x"}""").Matches(ticket));
    }

    [Theory]
    [InlineData("""{"all":[]}""", true)]
    [InlineData("""{"all":[{"field":"kind","op":"eq","value":"return"},{"field":"amount","op":"lt","value":50000}]}""", true)]
    [InlineData("""{"all":[{"field":"kind","op":"eq","value":"return"},{"field":"amount","op":"gt","value":50000}]}""", false)]
    [InlineData("""{"any":[{"field":"kind","op":"eq","value":"repair"},{"field":"amount","op":"lt","value":50000}]}""", true)]
    [InlineData("""{"any":[{"field":"kind","op":"eq","value":"repair"},{"field":"amount","op":"gt","value":50000}]}""", false)]
    [InlineData("""{"none":[{"field":"kind","op":"eq","value":"repair"},{"field":"amount","op":"gt","value":50000}]}""", true)]
    [InlineData("""{"none":[{"field":"kind","op":"eq","value":"return"},{"field":"amount","op":"gt","value":50000}]}""", false)]
    [InlineData("""{"none":[{"field":"product","op":"eq","value":"boiler"}]}""", true)]
    public void Groups_combine_their_parts(string json, bool expected)
    {
        var ticket = FieldValues.Empty.With("kind", FieldValue.Of("return")).With("amount", FieldValue.Of(49_999L));
        Assert.Equal(expected, Compile(json).Matches(ticket));
    }

    [Fact]
    public void A_group_under_none_is_explained_by_the_tests_that_settle_it()
    {
        var condition = Compile("""{"all":[{"field":"kind","op":"eq","value":"return"},{"none":[{"field":"amount","op":"gt","value":50000},{"field":"product","op":"notEmpty"}]}]}""");
        var ticket = FieldValues.Empty.With("kind", FieldValue.Of("return")).With("amount", FieldValue.Of(49_999L));
        Assert.Equal(
            [
                new("kind", "eq", "return", "return", Matched: true),
                new("amount", "gt", "50000", "49999", Matched: false),
                new("product", "notEmpty", null, null, Matched: false),
            ],
            condition.Explain(ticket));
    }

    [Fact]
    public void A_condition_that_does_not_hold_is_explained_by_the_tests_that_failed()
    {
        var condition = Compile("""{"all":[{"field":"kind","op":"eq","value":"return"},{"field":"amount","op":"lt","value":50000}]}""");
        var ticket = FieldValues.Empty.With("kind", FieldValue.Of("return")).With("amount", FieldValue.Of(50_000L));
        Assert.Equal([new("amount", "lt", "50000", "50000", Matched: false)], condition.Explain(ticket));
    }

    private static CompiledCondition Compile(string json) => Condition.Parse(json).Required().Compile(Catalogue).Required();

    private static FieldValues Ticket(string fieldId, string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Null(FieldJson.Read(Catalogue.Find(fieldId)!, document.RootElement, "$", out var value));
        return FieldValues.Empty.With(fieldId, value);
    }
}
