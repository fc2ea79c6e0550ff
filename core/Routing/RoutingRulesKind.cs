using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;

namespace Dispatch.Routing;

/// <summary>The document <c>routing-rules/default</c>: where tickets go.</summary>
public sealed class RoutingRulesKind : DocumentKind<RoutingRules>
{
    /// <summary>Id of the only document of the kind.</summary>
    public const string DocumentId = "default";

    private RoutingRulesKind() : base("routing-rules") { }

    /// <summary>The kind, to register and to look the rules up by.</summary>
    public static RoutingRulesKind Instance { get; } = new();

    /// <inheritdoc />
    public override IReadOnlyList<string> Uses { get; } = [FieldCatalogueKind.Instance.Name, CaseTypes.Kind.Name];

    /// <inheritdoc />
    protected override RoutingRules? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Id is not DocumentId)
            document.Reject("$", RejectionCode.DocumentIdDiffers, ("id", document.Id), ("expected", DocumentId));
        if (document.Read<RoutingRulesDefinition>() is not { } definition || !document.Sound)
            return null;
        var rules = RoutingRules.Compile(definition, configuration.AllFields(), configuration.Teams);
        document.Reject(rules.Rejections);
        return rules.Value;
    }
}
