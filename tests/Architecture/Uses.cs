using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Dispatch.Tests.Architecture;

/// <summary>What a compiled assembly uses of others, read from its metadata.</summary>
internal sealed class Uses
{
    private readonly MetadataReader reader;

    private Uses(MetadataReader reader)
    {
        this.reader = reader;
        Assemblies = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        Types = [.. reader.TypeReferences.Select(Name)];
        Members = [.. reader.MemberReferences.Select(reader.GetMemberReference).Select(member => $"{Owner(member.Parent)}.{reader.GetString(member.Name)}")];
    }

    public IReadOnlyList<string> Assemblies { get; }

    /// <summary>Full names; generic types with their number of parameters, as <c>List`1</c>.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Full names of methods and fields, without parameters.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <param name="assembly">Name of an assembly beside this test, such as <c>Dispatch.Core</c>.</param>
    public static Uses Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        return new(file.GetMetadataReader());
    }

    private string Name(TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var scope = type.ResolutionScope.Kind is HandleKind.TypeReference ? Name((TypeReferenceHandle)type.ResolutionScope) : reader.GetString(type.Namespace);
        return $"{scope}.{reader.GetString(type.Name)}";
    }

    private string Owner(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => Name((TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => GenericOwner(reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature)),
        _ => "",
    };

    // A generic instance is written as: the mark for it, class or struct, the generic type.
    private string GenericOwner(BlobReader signature)
    {
        if (signature.ReadSignatureTypeCode() is not SignatureTypeCode.GenericTypeInstance)
            return "";
        signature.ReadByte();
        var type = signature.ReadTypeHandle();
        return type.Kind is HandleKind.TypeReference ? Name((TypeReferenceHandle)type) : "";
    }
}
