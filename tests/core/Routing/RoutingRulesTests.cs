using System.Text.Json;
using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Routing;

namespace Dispatch.Tests.Core.Routing;

public sealed class RoutingRulesTests
{
    private static readonly string[] Teams = ["care", "repair-east", "vip-desk"];

    private static readonly RoutingRule Vip = new("vip-returns", new("贵宾退货", "VIP returns"),
        Condition.All(
            Condition.Test("kind", ConditionOperator.In, new[] { "return", "exchange" }),
            Condition.Any(
                Condition.Test("amount", ConditionOperator.Ge, 100_000),
                Condition.Test("customerTier", ConditionOperator.Eq, "gold"))),
        new("vip-desk") { Priority = Priority.High });

    private static readonly RoutingRule Repairs = new("repairs", new("维修", "Repairs"),
        Condition.Test("kind", ConditionOperator.Eq, "repair"),
        new("repair-east") { Skills = [new("boiler", 2)] });

    private static readonly RoutingRule CatchAll = new("rest", new("其余", "The rest"), Condition.Always, new("care"));

    [Fact]
    public void The_first_rule_that_holds_decides()
    {
        var alsoRepairs = Repairs with { Id = "repairs-too", Then = new("care") };
        var routed = Compile(Repairs, alsoRepairs, CatchAll).Route(Ticket(("kind", FieldValue.Of("repair"))), version: 7);
        Assert.Equal(("repairs", 7, "repair-east"), (routed.Rule, routed.Version, routed.Team));
        Assert.Equal([new Skill("boiler", 2)], routed.Skills);
        Assert.Null(routed.Priority);
    }

    [Fact]
    public void A_ticket_that_no_rule_is_for_goes_where_the_catch_all_says()
    {
        var routed = Compile(Vip, Repairs, CatchAll).Route(FieldValues.Empty, version: 7);
        Assert.Equal(("rest", "care"), (routed.Rule, routed.Team));
        Assert.Empty(routed.Because);
    }

    [Fact]
    public void The_outcome_names_the_tests_that_held_and_the_values_they_met()
    {
        var routed = Compile(Vip, CatchAll).Route(Ticket(
            ("kind", FieldValue.Of("return")), ("amount", FieldValue.Of(120_000L)), ("customerTier", FieldValue.Of("silver"))), version: 7);
        Assert.Equal(Priority.High, routed.Priority);
        Assert.Equal(
            [
                new ConditionReason("kind", "in", "return, exchange", "return", Matched: true),
                new ConditionReason("amount", "ge", "100000", "120000", Matched: true),
            ],
            routed.Because);
    }

    [Fact]
    public void Rules_without_a_catch_all_at_their_end_are_refused() =>
        AssertRefused(RejectionCode.RoutingCatchAllMissing, "$.rules[1].when", Vip, Repairs);

    [Fact]
    public void A_catch_all_before_the_end_is_refused() =>
        AssertRefused(RejectionCode.RoutingCatchAllNotLast, "$.rules[0].when", CatchAll with { Id = "first" }, Repairs, CatchAll);

    [Fact]
    public void A_team_that_does_not_exist_is_refused() =>
        AssertRefused(RejectionCode.RoutingTeamUnknown, "$.rules[0].then.team", Repairs with { Then = new("repair-mars") }, CatchAll);

    [Fact]
    public void Two_rules_of_one_id_are_refused() =>
        AssertRefused(RejectionCode.RoutingRuleDuplicate, "$.rules[1].id", Repairs, Vip with { Id = "repairs" }, CatchAll);

    [Theory]
    [InlineData("boiler", 0)]
    [InlineData("boiler", 6)]
    [InlineData("Boiler!", 3)]
    public void A_skill_that_cannot_be_is_refused(string id, int level) =>
        AssertRefused(RejectionCode.RoutingSkillMalformed, "$.rules[0].then.skills[1]",
            Repairs with { Then = new("care") { Skills = [new("solder", 1), new(id, level)] } }, CatchAll);

    [Fact]
    public void A_document_without_rules_is_refused() => AssertRefused(RejectionCode.RoutingRuleCount, "$.rules");

    [Fact]
    public void The_document_and_its_outcome_come_back_from_json_as_they_were()
    {
        var json = JsonSerializer.Serialize(new RoutingRulesDefinition([Vip, CatchAll]), DispatchJson.Stored);
        var back = JsonSerializer.Deserialize<RoutingRulesDefinition>(json, DispatchJson.Strict)!;
        Assert.Equal(Vip.When, back.Rules[0].When);
        Assert.Equal(json, JsonSerializer.Serialize(back, DispatchJson.Stored));

        var routed = Compile(Vip, CatchAll).Route(Ticket(("kind", FieldValue.Of("return")), ("amount", FieldValue.Of(120_000L))), version: 7);
        var stored = JsonSerializer.Serialize(routed, DispatchJson.Stored);
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Routed>(stored, DispatchJson.Stored), DispatchJson.Stored));
    }

    private static RoutingRules Compile(params IReadOnlyList<RoutingRule> rules) =>
        RoutingRules.Compile(new(rules), FieldCatalogue.BuiltIn, Teams).Required();

    private static void AssertRefused(RejectionCode code, string path, params IReadOnlyList<RoutingRule> rules)
    {
        var rejection = Assert.Single(RoutingRules.Compile(new(rules), FieldCatalogue.BuiltIn, Teams).Rejections);
        Assert.Equal((code, path), (rejection.Code, rejection.Path));
    }

    private static FieldValues Ticket(params IReadOnlyList<(string Id, FieldValue Value)> values) =>
        values.Aggregate(FieldValues.Empty, (fields, pair) => fields.With(pair.Id, pair.Value));
}
