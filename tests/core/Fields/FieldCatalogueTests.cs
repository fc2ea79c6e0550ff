using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Fields;

namespace Dispatch.Tests.Core.Fields;

public sealed class FieldCatalogueTests
{
    private static readonly LocalText Label = new("原因", "Reason");

    private static readonly FieldDefinition Reason = new("data.reason", FieldType.Choice, Label)
    {
        Options = [new("broken", new("破损", "Broken")), new("late", new("晚到", "Late"))],
    };

    [Fact]
    public void Every_built_in_field_has_both_labels_and_known_roles()
    {
        Assert.All(FieldCatalogue.BuiltIn.All, field =>
        {
            Assert.False(string.IsNullOrWhiteSpace(field.Label.Zh) || string.IsNullOrWhiteSpace(field.Label.En), field.Id);
            Assert.All((field.ReadRoles ?? []).Concat(field.WriteRoles ?? []), role => Assert.Contains(role, FieldRoles.All));
        });
        Assert.Equal(FieldCatalogue.BuiltIn.All.Count, FieldCatalogue.BuiltIn.All.Select(field => field.Id).Distinct().Count());
    }

    [Fact]
    public void Priorities_of_the_catalogue_are_those_of_tickets_in_the_same_order() =>
        Assert.Equal(
            Enum.GetValues<Priority>().Select(priority => JsonNamingPolicy.CamelCase.ConvertName(priority.ToString())),
            FieldCatalogue.BuiltIn.Find("priority")!.Options.Select(option => option.Id));

    [Fact]
    public void Personal_fields_are_hidden_from_wallboards_warehouses_and_customers()
    {
        var contact = FieldCatalogue.BuiltIn.Find(TicketFields.Contact)!;
        Assert.Equal(["admin", "manager", "dispatcher", "agent", "engineer"], FieldRoles.All.Where(contact.MayRead));
    }

    [Fact]
    public void Nobody_types_in_what_the_system_keeps()
    {
        Assert.DoesNotContain(FieldRoles.All, FieldCatalogue.BuiltIn.Find(TicketFields.CreatedAt)!.MayWrite);
        Assert.Equal(["admin", "manager", "dispatcher", "agent"], FieldRoles.All.Where(FieldCatalogue.BuiltIn.Find(TicketFields.Amount)!.MayWrite));
    }

    [Fact]
    public void Added_fields_stand_behind_the_built_in_ones()
    {
        var catalogue = FieldCatalogue.BuiltIn.With([Reason]).Required();
        Assert.Same(Reason, catalogue.Find("data.reason"));
        Assert.Null(FieldCatalogue.BuiltIn.Find("data.reason"));
    }

    [Fact]
    public void Two_case_types_that_share_a_choice_share_all_its_options()
    {
        var other = Reason with { Options = [new("late", new("迟到", "Delayed")), new("wrong-size", new("尺码不对", "Wrong size"))] };
        var shared = FieldCatalogue.BuiltIn.With([Reason]).Required().With([other]).Required().Find("data.reason")!;
        Assert.Equal(["broken", "late", "wrong-size"], shared.Options.Select(option => option.Id));
        Assert.Equal("Late", shared.Options[1].Label.En);
    }

    [Fact]
    public void Two_case_types_cannot_mean_different_types_by_one_field()
    {
        var refused = FieldCatalogue.BuiltIn.With([Reason]).Required().With([new("data.reason", FieldType.Text, Label)], "$.fields");
        var rejection = Assert.Single(refused.Rejections);
        Assert.Equal((RejectionCode.FieldTypeConflict, "$.fields[0].type", "choice"), (rejection.Code, rejection.Path, rejection.Arguments["type"]));
    }

    [Fact]
    public void An_ordered_choice_is_shared_only_with_the_same_order()
    {
        var ordered = Reason with { Ordered = true };
        var catalogue = FieldCatalogue.BuiltIn.With([ordered]).Required();
        Assert.True(catalogue.With([ordered]).IsValid);
        Assert.False(catalogue.With([ordered with { Options = [.. ordered.Options.Reverse()] }]).IsValid);
        Assert.False(catalogue.With([Reason]).IsValid);
    }

    [Theory]
    [InlineData("""{"id":"reason","type":"text","label":{"zh":"原","en":"R"}}""", "field-id-malformed", "$.fields[0].id")]
    [InlineData("""{"id":"data.","type":"text","label":{"zh":"原","en":"R"}}""", "field-id-malformed", "$.fields[0].id")]
    [InlineData("""{"id":"data.a b","type":"text","label":{"zh":"原","en":"R"}}""", "field-id-malformed", "$.fields[0].id")]
    [InlineData("""{"id":"data.原因","type":"text","label":{"zh":"原","en":"R"}}""", "field-id-malformed", "$.fields[0].id")]
    [InlineData("""{"id":"data.r","type":"choice","label":{"zh":"原","en":"R"}}""", "field-options-missing", "$.fields[0].options")]
    [InlineData("""{"id":"data.r","type":"text","label":{"zh":"原","en":"R"},"ordered":true}""", "field-options-not-wanted", "$.fields[0].ordered")]
    [InlineData("""{"id":"data.r","type":"choice","label":{"zh":"原","en":"R"},"options":[{"id":"","label":{"zh":"原","en":"R"}}]}""", "field-option-malformed", "$.fields[0].options[0].id")]
    [InlineData("""{"id":"data.r","type":"text","label":{"zh":"原","en":"R"},"readRoles":["admin","boss"]}""", "field-role-unknown", "$.fields[0].readRoles[1]")]
    [InlineData("""{"id":"data.r","type":"text","label":{"zh":"原","en":" "}}""", "text-missing", "$.fields[0].label")]
    [InlineData("""null""", "document-malformed", "$.fields[0]")]
    [InlineData("""{"id":"data.r","type":"choice","label":{"zh":"原","en":"R"},"options":[null]}""", "document-malformed", "$.fields[0].options[0]")]
    [InlineData("""{"id":"data.r","type":"colour","label":{"zh":"原","en":"R"}}""", "document-malformed", "$.fields[0].type")]
    [InlineData("""{"id":"data.r","type":"text","label":{"zh":"原","en":"R"},"colour":1}""", "document-malformed", "$.fields[0].colour")]
    public void A_document_with_a_fault_is_refused_with_its_path(string field, string code, string path)
    {
        var rejection = Assert.Single(Validate($$"""{"fields":[{{field}}]}"""));
        Assert.Equal((code, path), (rejection.Code.Value, rejection.Path));
    }

    [Fact]
    public void One_field_defined_twice_is_refused()
    {
        const string Field = """{"id":"data.r","type":"text","label":{"zh":"原","en":"R"}}""";
        var rejection = Assert.Single(Validate($$"""{"fields":[{{Field}},{{Field}}]}"""));
        Assert.Equal((RejectionCode.FieldDuplicate, "$.fields[1].id"), (rejection.Code, rejection.Path));
    }

    private static IReadOnlyList<Rejection> Validate(string json) =>
        ConfigurationSnapshot.Of(FieldCatalogueKind.Instance).Validate("field-catalogue", "default", JsonBody.Parse(json));
}
