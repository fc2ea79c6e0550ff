using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Dispatch.Api.Documentation;

/// <summary>Names of schemas: a type that belongs to a route is named after it, because every route has its <c>Request</c>.</summary>
internal static class SchemaNames
{
    private static readonly string[] Suffixes = ["Command", "Route"];

    /// <summary>The name under which a type is described once; null describes it where it is used.</summary>
    public static string? Of(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name)
            return null;
        return type.Type.DeclaringType is { } owner ? Bare(owner.Name) + name : name;
    }

    private static string Bare(string owner) =>
        Suffixes.FirstOrDefault(suffix => owner.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix ? owner[..^suffix.Length] : owner;
}
