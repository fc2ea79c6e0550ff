using Dispatch.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>The routes that a process of a role has, from the code that maps them; nothing is started.</summary>
internal static class MappedRoutes
{
    /// <param name="role"><c>silo</c> or <c>api</c>.</param>
    public static async Task<IReadOnlySet<string>> Of(string role)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-routes-").FullName;
        try
        {
            var builder = WebApplication.CreateBuilder(
                ["--role", role, "--data", Path.Combine(folder, "routes.db"), "--files", Path.Combine(folder, "files"), "--keys", Path.Combine(folder, "keys")]);
            builder.AddDispatch();
            await using var app = builder.Build();
            app.UseDispatch();
            return ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}").ToHashSet(StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
