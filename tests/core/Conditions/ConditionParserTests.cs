using System.Text.Json;
using Dispatch.Conditions;
using Dispatch.Fields;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Conditions;

public sealed class ConditionParserTests
{
    [Theory]
    [InlineData("""[]""", "condition-malformed", "$.when")]
    [InlineData("""{}""", "condition-malformed", "$.when")]
    [InlineData("""true""", "condition-malformed", "$.when")]
    [InlineData("""{"all":{}}""", "condition-malformed", "$.when")]
    [InlineData("""{"all":[],"any":[]}""", "condition-malformed", "$.when")]
    [InlineData("""{"all":[5]}""", "condition-malformed", "$.when.all[0]")]
    [InlineData("""{"every":[]}""", "condition-member-unknown", "$.when.every")]
    [InlineData("""{"all":[],"and so":1}""", "condition-member-unknown", "$.when['and so']")]
    [InlineData("""{"any":[]}""", "condition-group-empty", "$.when.any")]
    [InlineData("""{"none":[]}""", "condition-group-empty", "$.when.none")]
    [InlineData("""{"op":"empty"}""", "condition-malformed", "$.when.field")]
    [InlineData("""{"field":7,"op":"empty"}""", "condition-malformed", "$.when.field")]
    [InlineData("""{"field":"kind"}""", "condition-malformed", "$.when.op")]
    [InlineData("""{"field":"kind","op":"empty","not":true}""", "condition-member-unknown", "$.when.not")]
    [InlineData("""{"field":"kind","field":"team","op":"empty"}""", "condition-member-unknown", "$.when.field")]
    [InlineData("""{"all":[{"any":[{"field":"colour","op":"eq","value":"red"}]}]}""", "field-unknown", "$.when.all[0].any[0].field")]
    [InlineData("""{"field":"contactName","op":"eq","value":"Li"}""", "condition-field-personal", "$.when.field")]
    [InlineData("""{"field":"kind","op":"like","value":"r%"}""", "condition-operator-unknown", "$.when.op")]
    [InlineData("""{"field":"kind","op":"EQ","value":"r"}""", "condition-operator-unknown", "$.when.op")]
    [InlineData("""{"field":"amount","op":"contains","value":5}""", "condition-operator-not-for-type", "$.when.op")]
    [InlineData("""{"field":"status","op":"lt","value":"open"}""", "condition-operator-not-for-type", "$.when.op")]
    [InlineData("""{"field":"kind","op":"eq"}""", "condition-value-missing", "$.when.value")]
    [InlineData("""{"field":"kind","op":"eq","value":null}""", "condition-value-missing", "$.when.value")]
    [InlineData("""{"field":"kind","op":"in","value":[]}""", "condition-value-missing", "$.when.value")]
    [InlineData("""{"field":"kind","op":"empty","value":true}""", "condition-value-not-wanted", "$.when.value")]
    [InlineData("""{"field":"kind","op":"eq","value":5}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"kind","op":"in","value":"repair"}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"kind","op":"in","value":["repair",5]}""", "field-value-wrong-type", "$.when.value[1]")]
    [InlineData("""{"field":"kind","op":"in","value":[null]}""", "field-value-wrong-type", "$.when.value[0]")]
    [InlineData("""{"field":"amount","op":"lt","value":"50000"}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"amount","op":"lt","value":499.99}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"amount","op":"lt","value":9223372036854775808}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"breached","op":"eq","value":"true"}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"createdAt","op":"lt","value":"2026-11-02T12:00:00"}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"createdAt","op":"lt","value":"2026-11-02"}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"createdAt","op":"lt","value":"2026-02-30T12:00:00Z"}""", "field-value-wrong-type", "$.when.value")]
    [InlineData("""{"field":"priority","op":"eq","value":"High"}""", "field-value-not-an-option", "$.when.value")]
    [InlineData("""{"field":"kind","op":"eq","value":"a\u0000b"}""", "field-text-malformed", "$.when.value")]
    public void A_fault_is_refused_with_its_code_and_path(string json, string code, string path)
    {
        var rejection = Assert.Single(Compile(json, "$.when").Rejections);
        Assert.Equal((code, path), (rejection.Code.Value, rejection.Path));
    }

    [Fact]
    public void Every_fault_is_named_not_only_the_first()
    {
        var refused = Compile("""{"all":[{"field":"colour","op":"like","value":1},{"field":"amount","op":"lt","value":"x"},{"any":[]}]}""");
        Assert.Equal(
            ["$.all[0].field", "$.all[0].op", "$.all[1].value", "$.all[2].any"],
            refused.Rejections.Select(rejection => rejection.Path));
    }

    [Fact]
    public void A_refused_operator_comes_with_those_that_would_do()
    {
        var rejection = Assert.Single(Compile("""{"field":"breached","op":"lt","value":true}""").Rejections);
        Assert.Equal("eq, ne, empty, notEmpty", rejection.Arguments["operators"]);
    }

    [Fact]
    public void Eight_groups_may_nest_but_not_nine()
    {
        Assert.True(Nested(8).Compile(FieldCatalogue.BuiltIn).IsValid);
        var rejection = Assert.Single(Nested(9).Compile(FieldCatalogue.BuiltIn).Rejections);
        Assert.Equal((RejectionCode.ConditionTooDeep, "$" + string.Concat(Enumerable.Repeat(".all[0]", 8)) + ".all"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void A_condition_nested_a_thousand_deep_in_code_is_refused_not_fatal() =>
        Assert.Equal(RejectionCode.ConditionTooDeep, Assert.Single(Nested(1_000).Compile(FieldCatalogue.BuiltIn).Rejections).Code);

    [Fact]
    public void Two_hundred_tests_may_stand_in_one_condition_but_not_more()
    {
        var test = Condition.Test("kind", ConditionOperator.Eq, "repair");
        Assert.True(Condition.Any([.. Enumerable.Repeat(test, 200)]).Compile(FieldCatalogue.BuiltIn).IsValid);
        var rejection = Assert.Single(Condition.Any([.. Enumerable.Repeat(test, 201)]).Compile(FieldCatalogue.BuiltIn, "$.when").Rejections);
        Assert.Equal((RejectionCode.ConditionTooLarge, "$.when"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void Two_hundred_values_may_stand_in_one_list_but_not_more()
    {
        Assert.True(Listed(200).Compile(FieldCatalogue.BuiltIn).IsValid);
        var rejection = Assert.Single(Listed(201).Compile(FieldCatalogue.BuiltIn).Rejections);
        Assert.Equal((RejectionCode.ConditionTooLarge, "$.value"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void A_condition_comes_back_from_json_as_it_was() =>
        Prop.ForAll(ConditionGen.Conditions(FieldCatalogue.BuiltIn.All.Where(field => field.Sensitivity is not FieldSensitivity.Personal).ToList()).ToArbitrary(), condition =>
        {
            var json = JsonSerializer.Serialize(condition, DispatchJson.Stored);
            Assert.Equal(condition, JsonSerializer.Deserialize<Condition>(json, DispatchJson.Strict));
            Assert.Equal(condition, Condition.Parse(json).Required());
            Assert.Equal(condition, condition.Compile(FieldCatalogue.BuiltIn).Required().Source);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void White_space_and_escapes_make_no_other_condition() =>
        Assert.Equal(
            Condition.Test("product", ConditionOperator.Eq, "退货"),
            Condition.Parse("""{ "field" : "product",  "op" : "eq", "value" : "\u9000\u8d27" }""").Required());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"all":[],}""")]
    [InlineData("""{"field":"kind","op":"eq","value":"\ud800"}""")]
    [InlineData("""{"\udc00":[]}""")]
    public void What_is_not_json_or_not_unicode_is_refused(string text)
    {
        var rejection = Assert.Single(Condition.Parse(text).Rejections);
        Assert.Equal((RejectionCode.ConditionMalformed, "$"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_the_text_is_refused() =>
        Assert.Equal(RejectionCode.ConditionMalformed, Assert.Single(Condition.Parse("[\"\ud800\"]").Rejections).Code);

    [Fact]
    public void Whatever_the_json_parsing_refuses_and_never_throws() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(JsonGen.Texts.ToArbitrary(), text =>
        {
            if (Condition.Parse(text).Value?.Compile(FieldCatalogue.BuiltIn) is not { IsValid: false } refused)
                return;
            Assert.NotEmpty(refused.Rejections);
            Assert.All(refused.Rejections, rejection => Assert.StartsWith("$", rejection.Path));
        }));

    private static Checked<CompiledCondition> Compile(string json, string path = "$") =>
        Condition.Parse(json).Required().Compile(FieldCatalogue.BuiltIn, path);

    private static Condition Nested(int depth) =>
        Enumerable.Range(0, depth).Aggregate(Condition.Test("kind", ConditionOperator.NotEmpty), (inner, _) => Condition.All(inner));

    private static Condition Listed(int count) =>
        Condition.Test("kind", ConditionOperator.In, Enumerable.Range(0, count).Select(i => $"kind-{i}").ToArray());
}
