using Dispatch.Configuration;

namespace Dispatch.Fields;

/// <summary>Documents of kind <c>field-catalogue</c>; the one named <c>default</c> holds the fields that the company adds.</summary>
public sealed class FieldCatalogueKind : DocumentKind<FieldCatalogue>
{
    private FieldCatalogueKind() : base("field-catalogue") { }

    /// <summary>The kind.</summary>
    public static FieldCatalogueKind Instance { get; } = new();

    /// <inheritdoc />
    protected override FieldCatalogue? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        var fields = document.ReadList<FieldDefinition>(document.Root, "fields", "$");
        if (document.Read<FieldCatalogueDefinition>() is null || !document.Sound)
            return null;
        var catalogue = FieldCatalogue.BuiltIn.With(fields);
        document.Reject(catalogue.Rejections);
        return catalogue.Value;
    }
}
