using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Documentation;

/// <summary>How the API describes itself: OpenAPI 3.1, made from the routes and records themselves.</summary>
public static class OpenApi
{
    /// <summary>Name of the document.</summary>
    public const string Document = "v1";

    /// <summary>Registers the description.</summary>
    public static void AddDispatchDocumentation(this IServiceCollection services) => services.AddOpenApi(Document, openApi =>
    {
        openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        openApi.CreateSchemaReferenceId = SchemaNames.Of;
        openApi.AddDocumentTransformer(Introduce);
        openApi.AddDocumentTransformer(Contract.DescribeShared);
        openApi.AddOperationTransformer(Contract.Describe);
        openApi.AddSchemaTransformer(DescribeConverted);
    });

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Dispatch",
            Version = "1",
            Description = "Tickets, field work and SLA clocks. Errors are application/problem+json with a stable `code`, "
                + "JSON paths in `errors` and a `remedy`; every POST takes an Idempotency-Key; instants are RFC 3339 UTC.",
        };
        // Addresses of one installation do not belong into the committed description.
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.Security = [new() { [new("bearer", document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Types with converters of our own are opaque to the generator.</summary>
    private static Task DescribeConverted(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(string) && schema.Enum is not { Count: > 0 })
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? 0);
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        return Task.CompletedTask;
    }
}
