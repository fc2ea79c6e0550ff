using Dispatch.Configuration;

namespace Dispatch.Fields;

/// <summary>The document <c>field-catalogue/default</c>: fields that the company adds to every ticket.</summary>
public sealed class FieldCatalogueKind : DocumentKind<FieldCatalogue>
{
    /// <summary>Id of the only document of the kind.</summary>
    public const string DocumentId = "default";

    private FieldCatalogueKind() : base("field-catalogue") { }

    /// <summary>The kind, to register and to look the catalogue up by.</summary>
    public static FieldCatalogueKind Instance { get; } = new();

    /// <inheritdoc />
    protected override FieldCatalogue? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Id is not DocumentId)
            document.Reject("$", RejectionCode.DocumentIdDiffers, ("id", document.Id), ("expected", DocumentId));
        if (document.Read<FieldCatalogueDefinition>() is not { } definition || !document.Sound)
            return null;
        var catalogue = FieldCatalogue.BuiltIn.With(definition.Fields);
        document.Reject(catalogue.Rejections);
        return catalogue.Value;
    }
}
