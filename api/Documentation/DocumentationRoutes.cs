using System.IO.Compression;
using System.Reflection;
using Dispatch.Api.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Dispatch.Api.Documentation;

/// <summary><c>/openapi/v1.json</c> and the explorer at <c>/docs</c>, served from this host alone.</summary>
public static class DocumentationRoutes
{
    private const string Resources = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";

    /// <summary>The explorer styles its elements inline; scripts stay bound to this host.</summary>
    private const string ExplorerPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>Dispatch API</title>
          <link rel="stylesheet" href="/docs/swagger-ui.css">
          <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
        </head>
        <body>
          <div id="explorer"></div>
          <script src="/docs/swagger-ui-bundle.js"></script>
          <script src="/docs/start.js"></script>
        </body>
        </html>
        """;

    private const string Start = """
        SwaggerUIBundle({
          url: "/openapi/v1.json",
          dom_id: "#explorer",
          deepLinking: true,
          requestInterceptor: request => { request.headers["X-Dispatch"] = "1"; return request; },
        });
        """;

    private static readonly Assembly Explorer = typeof(SwaggerUIOptions).Assembly;

    /// <summary>Maps the description and its explorer.</summary>
    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi($"/openapi/{OpenApi.Document}.json").RequireAuthorization(Policies.Docs);
        routes.MapGet("/docs", (HttpContext context) => Send(context, Page, "text/html")).RequireAuthorization(Policies.Docs).ExcludeFromDescription();
        routes.MapGet("/docs/start.js", (HttpContext context) => Send(context, Start, "text/javascript")).RequireAuthorization(Policies.Docs).ExcludeFromDescription();
        routes.MapGet("/docs/{file}", SendResource).RequireAuthorization(Policies.Docs).ExcludeFromDescription();
    }

    private static ContentHttpResult Send(HttpContext context, string text, string type)
    {
        context.Response.Headers.ContentSecurityPolicy = ExplorerPolicy;
        return TypedResults.Text(text, type, System.Text.Encoding.UTF8);
    }

    /// <summary>The package keeps its larger files compressed.</summary>
    private static bool IsGzip(Stream stream)
    {
        var isGzip = stream.ReadByte() is 0x1F && stream.ReadByte() is 0x8B;
        stream.Position = 0;
        return isGzip;
    }

    private static IResult SendResource(string file)
    {
        if (Explorer.GetManifestResourceStream(Resources + file) is not { } stream)
            return TypedResults.NotFound();
        new FileExtensionContentTypeProvider().TryGetContentType(file, out var type);
        return TypedResults.Stream(IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress) : stream, type);
    }
}
