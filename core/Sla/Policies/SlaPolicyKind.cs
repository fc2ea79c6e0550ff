using Dispatch.Conditions;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Webhooks;

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
    public override IReadOnlyList<string> Uses { get; } = [CalendarKind.Instance.Name, FieldCatalogueKind.Instance.Name, CaseTypes.Kind.Name, WebhookKind.Instance.Name];

    /// <inheritdoc />
    protected override SlaPolicy? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Read<SlaPolicyDefinition>() is not { } policy)
            return null;
        document.Reject(SlaPolicyValidation.Validate(policy, configuration));
        var fields = configuration.AllFields();
        var condition = policy.Condition?.Compile(fields, "$.condition");
        document.Reject(condition?.Rejections ?? []);
        var levels = new Dictionary<EscalationLevel, CompiledCondition>(ReferenceEqualityComparer.Instance);
        foreach (var (i, target) in policy.Targets.Index())
            foreach (var (j, level) in target.Escalation.Index())
            {
                var compiled = level.Condition?.Compile(fields, $"$.targets[{i}].escalation[{j}].condition");
                document.Reject(compiled?.Rejections ?? []);
                if (compiled?.Value is { } value)
                    levels[level] = value;
            }
        return document.Sound ? new(policy, condition?.Value) { LevelConditions = levels } : null;
    }
}
