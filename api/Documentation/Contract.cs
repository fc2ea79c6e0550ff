using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Documentation;

/// <summary>What every route promises beside its own answer: headers that it understands, and problems with an example of each.</summary>
internal static class Contract
{
    private const string ProblemType = "application/problem+json";
    private const string ProblemSchema = nameof(ProblemDocument);

    /// <summary>An example of each status: a problem that callers meet.</summary>
    private static readonly (int Status, Problem Example)[] Examples =
    [
        (400, Problem.Of("json-malformed", ("line", 1), ("position", 17)).At("$")),
        (401, Problem.Of("unauthenticated")),
        (403, Problem.Of("forbidden")),
        (404, Problem.Of(Rejection.Of(RejectionCode.TicketUnknown, ("ticket", "5n6tgfm0rjejt")))),
        (409, Problem.Of("idempotency-key-reused", ("key", "order-4711-return"))),
        (412, Problem.Of("version-stale")),
        (413, Problem.Of("body-too-large")),
        (415, Problem.Of("media-type-unsupported")),
        (422, Problem.Of("json-unknown-member", ("member", "colour")).At("$.colour")),
        (429, Problem.Of("too-many-requests", ("seconds", 1))),
        (503, Problem.Of("unavailable")),
    ];

    /// <summary>Describes the shared parts once.</summary>
    public static async Task DescribeShared(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var components = document.Components ??= new();
        (components.Schemas ??= new Dictionary<string, IOpenApiSchema>())[ProblemSchema] =
            await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), cancellationToken: cancellationToken);
        components.Responses = Examples.ToDictionary(each => NameOf(each.Status), each => Describe(document, each.Example));
        components.Parameters = new Dictionary<string, IOpenApiParameter>
        {
            [Idempotency.Header] = Header(Idempotency.Header, "1 to 200 visible ASCII characters. The same key with the same body is carried out once; with another body it is a 409."),
            ["If-Match"] = Header("If-Match", "The ETag that the caller has seen. Another version is a 412; absent or * takes any."),
        };
    }

    /// <summary>Gives an operation its headers and problems.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = context.Description;
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(each => each.In is ParameterLocation.Query) ?? [])
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        var metadata = route.ActionDescriptor.EndpointMetadata;
        var (hasBody, isPost) = (operation.RequestBody is not null, route.HttpMethod is "POST");
        if (isPost && !metadata.OfType<KeyPerLine>().Any())
            (operation.Parameters ??= []).Add(new OpenApiParameterReference(Idempotency.Header, context.Document));
        var edits = metadata.OfType<Versioned>().Any();
        if (edits)
            (operation.Parameters ??= []).Add(new OpenApiParameterReference("If-Match", context.Document));
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var isApi = route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
        foreach (var (status, _) in Examples)
        {
            var applies = status switch
            {
                400 => hasBody || operation.Parameters is { Count: > 0 },
                401 => !isOpen || isPost,
                403 => !isOpen,
                404 => route.RelativePath?.Contains('{') is true,
                409 => isPost || edits,
                412 => edits,
                413 or 415 or 422 => hasBody,
                _ => isApi,
            };
            if (applies)
                (operation.Responses ??= []).TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponseReference(NameOf(status), context.Document));
        }
        return Task.CompletedTask;
    }

    private static string NameOf(int status) => $"Problem{status}";

    private static IOpenApiResponse Describe(OpenApiDocument document, Problem example)
    {
        var written = ProblemDocument.Of(example, "en");
        return new OpenApiResponse
        {
            Description = written.Title,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemType] = new()
                {
                    Schema = new OpenApiSchemaReference(ProblemSchema, document),
                    Example = JsonNode.Parse(JsonSerializer.Serialize(written, DispatchJson.Stored)),
                },
            },
        };
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
