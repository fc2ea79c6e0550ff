using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Routing;

namespace Dispatch.Tests.Core.Routing;

public sealed class RoutingRulesKindTests
{
    private const string Rest = """{"id":"rest","name":{"zh":"其余","en":"Rest"},"when":{"all":[]},"then":{"team":"care"}}""";

    private const string ByReason =
        """{"id":"broken","name":{"zh":"破损","en":"Broken"},"when":{"field":"data.reason","op":"eq","value":"broken"},"then":{"team":"care","priority":"high"}}""";

    private static readonly ConfigurationSnapshot Empty =
        ConfigurationSnapshot.Of(FieldCatalogueKind.Instance, CaseTypes.Kind, RoutingRulesKind.Instance).WithTeams("care");

    [Fact]
    public void Published_rules_route_with_the_version_they_were_published_as()
    {
        var configuration = Empty.With(new("routing-rules", "default", 3, Rules(Rest)));
        var rules = configuration.Current(RoutingRulesKind.Instance, RoutingRulesKind.DocumentId)!;
        var routed = rules.Value.Route(FieldValues.Empty, rules.Ref.Version);
        Assert.Equal(("rest", 3, "care"), (routed.Rule, routed.Version, routed.Team));
    }

    [Fact]
    public void All_faults_are_named_at_once_with_their_paths()
    {
        const string Colour = """{"id":"A","name":{"zh":"甲","en":"A"},"when":{"all":[{"field":"colour","op":"eq","value":"red"}]},"then":{"team":"care"}}""";
        const string Nowhere = """{"id":"rest","name":{"zh":"其余","en":"Rest"},"when":{"all":[]},"then":{"team":"nowhere"}}""";
        Assert.Equal(
            ["$.rules[0].id routing-rule-id-malformed", "$.rules[0].when.all[0].field field-unknown", "$.rules[1].then.team routing-team-unknown"],
            Faults(Empty, Rules(Colour, Nowhere)));
    }

    [Fact]
    public void A_rule_without_a_condition_or_with_a_null_one_is_refused()
    {
        const string Without = """{"id":"rest","name":{"zh":"其余","en":"Rest"},"then":{"team":"care"}}""";
        const string Null = """{"id":"rest","name":{"zh":"其余","en":"Rest"},"when":null,"then":{"team":"care"}}""";
        Assert.Equal(["$.rules[0] document-malformed"], Faults(Empty, Rules(Without)));
        Assert.Equal(["$.rules[0].when document-malformed"], Faults(Empty, Rules(Null)));
    }

    [Fact]
    public void Rules_may_speak_of_the_fields_that_the_company_adds()
    {
        Assert.Equal(["$.rules[0].when.field field-unknown"], Faults(Empty, Rules(ByReason, Rest)));
        Assert.Empty(Faults(Empty.With(Fields(Reason)), Rules(ByReason, Rest)));
    }

    [Fact]
    public void A_field_that_rules_speak_of_cannot_be_taken_away()
    {
        var configuration = Empty.With(Fields(Reason)).With(new("routing-rules", "default", 1, Rules(ByReason, Rest)));
        var rejection = Assert.Single(configuration.Validate("field-catalogue", "default", Fields().Body));
        Assert.Equal(RejectionCode.DocumentBreaksAnother, rejection.Code);
        Assert.Equal(("routing-rules/default@1", "$.rules[0].when.field"), (rejection.Arguments["document"], rejection.Arguments["path"]));
    }

    [Fact]
    public void There_is_one_document_of_routing_rules()
    {
        var rejection = Assert.Single(Empty.Validate("routing-rules", "second", Rules(Rest)));
        Assert.Equal(RejectionCode.DocumentIdDiffers, rejection.Code);
    }

    private const string Reason =
        """{"id":"data.reason","type":"choice","label":{"zh":"原因","en":"Reason"},"options":[{"id":"broken","label":{"zh":"破损","en":"Broken"}}]}""";

    private static ConfigurationDocument Fields(params IReadOnlyList<string> fields) =>
        new("field-catalogue", "default", 1, JsonBody.Parse($$"""{"fields":[{{string.Join(',', fields)}}]}"""));

    private static JsonBody Rules(params IReadOnlyList<string> rules) => JsonBody.Parse($$"""{"rules":[{{string.Join(',', rules)}}]}""");

    private static IEnumerable<string> Faults(ConfigurationSnapshot configuration, JsonBody rules) =>
        configuration.Validate("routing-rules", "default", rules).Select(rejection => $"{rejection.Path} {rejection.Code}");
}
