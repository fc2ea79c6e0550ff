using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Dispatch.Api.Hosting;

/// <summary>Serves the built dashboard: hashed assets for a year, the page itself never cached, and the page for every address it routes by itself.</summary>
public static class DashboardFiles
{
    private const string Page = "index.html";
    private const string Unbuilt = "<!doctype html><meta charset=utf-8><title>Dispatch</title>"
        + "<p>控制台尚未构建。The dashboard has not been built: install Node.js 20 or newer and run <code>dotnet run --project api</code>.";

    private static readonly string[] NotPages = ["/api", "/hubs", "/docs", "/openapi", "/livez", "/readyz", "/metrics", "/assets"];

    /// <summary>Adds files and the page; goes before routing, because nobody signs in for them.</summary>
    public static IApplicationBuilder UseDashboardFiles(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<DispatchOptions>().Dashboard;
        if (Directory.Exists(folder))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(folder),
                OnPrepareResponse = SetCaching,
            });
        }
        return app.Use((context, next) => IsPage(context.Request) ? SendPage(context, Path.Combine(folder, Page)) : next(context));
    }

    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable"
            : "no-cache";

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Path.HasExtension(request.Path)
        && !Array.Exists(NotPages, prefix => request.Path.StartsWithSegments(prefix));

    private static async Task SendPage(HttpContext context, string path)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        if (File.Exists(path))
            await context.Response.SendFileAsync(path, context.RequestAborted);
        else
            await context.Response.WriteAsync(Unbuilt, context.RequestAborted);
    }
}
