using Dispatch.Configuration;
using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>Which fields there are under a configuration.</summary>
public static class FieldsInForce
{
    /// <summary>The fields of every ticket, whatever its case type.</summary>
    public static FieldCatalogue CompanyFields(this ConfigurationSnapshot configuration) =>
        configuration.Current(FieldCatalogueKind.Instance, FieldCatalogueKind.DocumentId)?.Value ?? FieldCatalogue.BuiltIn;

    /// <summary>The fields of all tickets together: for conditions that are asked of tickets of every case type.</summary>
    /// <param name="configuration">What is current.</param>
    /// <param name="exceptCaseType">A case type to leave out, because another version of it is about to take its place.</param>
    public static FieldCatalogue AllFields(this ConfigurationSnapshot configuration, string? exceptCaseType = null) =>
        configuration.AllCurrent(CaseTypes.Kind)
            .Where(caseType => caseType.Ref.Id != exceptCaseType)
            // Publishing refuses a case type whose fields contradict another's; should two meet all the same, the first one's stay.
            .Aggregate(configuration.CompanyFields(), (fields, caseType) => fields.With(caseType.Value.Definition.Fields).Value ?? fields);
}
