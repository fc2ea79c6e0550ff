using Dispatch.Conditions;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;

namespace Dispatch.Sla;

/// <summary>Documents <c>sla-policy/{id}</c>.</summary>
public sealed class SlaPolicyKind : DocumentKind<SlaPolicy>
{
    private SlaPolicyKind() : base("sla-policy")
    {
    }

    /// <summary>The kind.</summary>
    public static SlaPolicyKind Instance { get; } = new();

    /// <inheritdoc />
    public override IReadOnlyList<string> Uses { get; } = [CalendarKind.Instance.Name, FieldCatalogueKind.Instance.Name, CaseTypes.Kind.Name];

    /// <inheritdoc />
    protected override SlaPolicy? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Read<SlaPolicyDefinition>() is not { } policy)
            return null;
        var calendar = policy.Calendar is { } id ? configuration.Current(CalendarKind.Instance, id)?.Value : null;
        document.Reject(SlaPolicyValidation.Validate(policy, calendar));
        var condition = policy.Condition?.Compile(configuration.AllFields(), "$.condition");
        document.Reject(condition?.Rejections ?? []);
        return document.Sound ? new(policy, condition?.Value) : null;
    }
}
