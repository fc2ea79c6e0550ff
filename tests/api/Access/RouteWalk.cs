using System.Net;
using Dispatch.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Access;

/// <summary>Knocks at every route of the service with every role and notes who is let in.</summary>
public sealed class RouteWalk(ApiHost host)
{
    private const string Anybody = "anybody";

    /// <summary>One line per route and method: the roles that are let in, or <c>anybody</c>.</summary>
    public async Task<IReadOnlyList<string>> Run()
    {
        var clients = await Clients();
        var lines = new List<string>();
        foreach (var (method, path, type) in Routes())
        {
            var admitted = new List<string>();
            foreach (var (name, client) in clients)
            {
                if (await IsAdmitted(client, method, path, type))
                    admitted.Add(name);
            }
            lines.Add($"{method} {path}: {(admitted.Contains(Anybody) ? Anybody : admitted is [] ? "nobody" : string.Join(' ', admitted))}");
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<(string Method, string Path, string Type)> Routes() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json"
        select (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), type);

    /// <summary>A role is let in when the answer is about the request, not about the caller.</summary>
    private static async Task<bool> IsAdmitted(HttpClient client, string method, string path, string type)
    {
        using var request = new HttpRequestMessage(new(method), System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "x"));
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, type);
        request.Headers.Add("X-Dispatch", "1");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True((int)answer.StatusCode < 500, $"{method} {path} answered {(int)answer.StatusCode}");
        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized))
            return true;
        // A refused sign-in is an answer about the request.
        return (await answer.Body()).Text("code") is "sign-in-failed" or "link-invalid" or "demo-sign-in-unavailable";
    }

    private async Task<IReadOnlyList<(string Name, HttpClient Client)>> Clients()
    {
        var clients = new List<(string, HttpClient)> { (Anybody, host.Anonymous()) };
        foreach (var role in Enum.GetValues<Role>())
        {
            clients.Add((role.ToString().ToLowerInvariant(), role switch
            {
                Role.Display => await host.As(role),
                Role.Customer => host.AsCustomerOf("x"),
                // An engineer knocks at his own doors: others' are shut to him, which other tests show.
                _ => await host.AsPerson(role, engineer: role is Role.Engineer ? "x" : null),
            }));
        }
        return clients;
    }
}
