using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Dispatch.Tests.GrainsLocal.Orleans;

/// <summary>What an assembly lets others see in the Orleans namespaces, one line a member, read from its metadata without loading what it depends on.</summary>
internal sealed class PublicSurface
{
    private readonly MetadataReader reader;
    private readonly SortedSet<string> lines = new(StringComparer.Ordinal);

    private PublicSurface(MetadataReader reader)
    {
        this.reader = reader;
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) is not TypeAttributes.Public)
                continue;
            var name = reader.GetString(type.Namespace);
            if (name is "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal))
                Read(type, $"{name}.{reader.GetString(type.Name)}");
        }
    }

    public static IReadOnlySet<string> Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new PublicSurface(file.GetMetadataReader()).lines;
    }

    private void Read(TypeDefinition type, string name)
    {
        const TypeAttributes shape = TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Sealed;
        var types = new TypeNames(reader);
        lines.Add($"type {name} is {type.Attributes & shape}");
        if (!type.BaseType.IsNil)
            lines.Add($"type {name} derives from {types.Of(type.BaseType)}");
        foreach (var face in type.GetInterfaceImplementations())
            lines.Add($"type {name} implements {types.Of(reader.GetInterfaceImplementation(face).Interface)}");
        foreach (var handle in type.GetMethods())
            Read(reader.GetMethodDefinition(handle), name, types);
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public)
                lines.Add($"field {name}.{reader.GetString(field.Name)} : {field.DecodeSignature(types, null)} = {Constant(field.GetDefaultValue())}");
        }
    }

    private void Read(MethodDefinition method, string type, TypeNames types)
    {
        const MethodAttributes kind = MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.Final;
        if ((method.Attributes & MethodAttributes.MemberAccessMask)
            is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            return;
        var signature = method.DecodeSignature(types, null);
        var named = method.GetParameters().Select(reader.GetParameter).Where(parameter => parameter.SequenceNumber > 0)
            .ToDictionary(parameter => parameter.SequenceNumber - 1);
        var parameters = signature.ParameterTypes.Select((parameter, index) => named.TryGetValue(index, out var details)
            ? $"{parameter} {reader.GetString(details.Name)}{((details.Attributes & ParameterAttributes.Optional) is 0 ? "" : " = " + Constant(details.GetDefaultValue()))}"
            : parameter);
        var constraints = method.GetGenericParameters().Select(reader.GetGenericParameter).SelectMany(generic =>
            generic.GetConstraints().Select(handle => $" where {generic.Index} : {types.Of(reader.GetGenericParameterConstraint(handle).Type)}"));
        lines.Add(
            $"method {type}.{reader.GetString(method.Name)}`{signature.GenericParameterCount}({string.Join(", ", parameters)}) : {signature.ReturnType}"
            + $"{string.Concat(constraints)} [{method.Attributes & MethodAttributes.MemberAccessMask}, {method.Attributes & kind}]");
    }

    private string Constant(ConstantHandle handle)
    {
        if (handle.IsNil)
            return "none";
        var constant = reader.GetConstant(handle);
        return Convert.ToHexString(reader.GetBlobBytes(constant.Value));
    }

    /// <summary>Writes types as full names.</summary>
    private sealed class TypeNames(MetadataReader reader) : ISignatureTypeProvider<string, object?>
    {
        public string Of(EntityHandle handle) => handle.Kind switch
        {
            HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
            _ => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        };

        public string GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            var type = metadata.GetTypeDefinition(handle);
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        public string GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = metadata.GetTypeReference(handle);
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        public string GetTypeFromSpecification(MetadataReader metadata, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            metadata.GetTypeSpecification(handle).DecodeSignature(this, context);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetGenericMethodParameter(object? context, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? context, int index) => $"!{index}";

        public string GetSZArrayType(string elementType) => $"{elementType}[]";

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => $"{elementType}&";

        public string GetPointerType(string elementType) => $"{elementType}*";

        public string GetPinnedType(string elementType) => elementType;

        // init accessors and required members show here.
        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} with {modifier}";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function";
    }
}
