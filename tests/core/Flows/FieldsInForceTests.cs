using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;

namespace Dispatch.Tests.Core.Flows;

public sealed class FieldsInForceTests
{
    private static readonly ConfigurationSnapshot Empty = ConfigurationSnapshot.Of(FieldCatalogueKind.Instance, CaseTypes.Kind);

    [Fact]
    public void All_fields_are_those_of_the_company_and_of_every_case_type()
    {
        var configuration = Empty
            .With(new("field-catalogue", "default", 1, JsonBody.Parse("""{"fields":[{"id":"data.shop","type":"text","label":{"zh":"店","en":"Shop"}}]}""")))
            .With(new("case-type", "a", 1, CaseType("a", "data.note", "text")))
            .With(new("case-type", "b", 1, CaseType("b", "data.floor", "integer")));
        Assert.Equal(
            ["data.shop", "data.note", "data.floor"],
            configuration.AllFields().All.Skip(FieldCatalogue.BuiltIn.All.Count).Select(field => field.Id));
        Assert.NotNull(configuration.Current(CaseTypes.Kind, "a")!.Value.Fields.Find("data.shop"));
        Assert.Null(configuration.Current(CaseTypes.Kind, "a")!.Value.Fields.Find("data.floor"));
    }

    [Fact]
    public void A_case_type_cannot_give_another_ones_field_another_type()
    {
        var configuration = Empty.With(new("case-type", "a", 1, CaseType("a", "data.note", "text")));
        var rejection = Assert.Single(configuration.Validate("case-type", "b", CaseType("b", "data.note", "integer")));
        Assert.Equal((RejectionCode.FieldTypeConflict, "$.fields[0].type"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void A_new_version_of_a_case_type_may_change_the_type_of_its_own_field()
    {
        var configuration = Empty.With(new("case-type", "a", 1, CaseType("a", "data.note", "text")));
        Assert.Empty(configuration.Validate("case-type", "a", CaseType("a", "data.note", "integer")));
    }

    [Fact]
    public void The_company_cannot_contradict_a_case_type()
    {
        var configuration = Empty.With(new("case-type", "a", 1, CaseType("a", "data.note", "text")));
        var rejection = Assert.Single(configuration.Validate(
            "field-catalogue", "default", JsonBody.Parse("""{"fields":[{"id":"data.note","type":"integer","label":{"zh":"注","en":"Note"}}]}""")));
        Assert.Equal(("case-type/a@1", "$.fields[0].type"), (rejection.Arguments["document"], rejection.Arguments["path"]));
    }

    private static JsonBody CaseType(string id, string field, string type) => JsonBody.Parse($$$"""
        {"id":"{{{id}}}","name":{"zh":"甲","en":"A"},"fields":[{"id":"{{{field}}}","type":"{{{type}}}","label":{"zh":"注","en":"Note"}}],
         "flow":{"start":"e","steps":[{"type":"end","id":"e","name":{"zh":"完","en":"End"},"resolution":"done"}]}}
        """);
}
