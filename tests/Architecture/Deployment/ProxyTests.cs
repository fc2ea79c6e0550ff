using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Cluster;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>The proxy knows the hosts, their port and their routes.</summary>
public sealed partial class ProxyTests
{
    private static readonly string Text = Repository.Read(DeploymentFiles.Proxy);

    [Fact]
    public void Each_of_its_upstreams_is_all_API_hosts_at_the_port_of_their_image()
    {
        var expected = Composition.Processes.Where(process => process.Role == "api").Select(host => $"{host.Name}:{new Uri(DispatchOptions.DefaultUrl).Port}").ToList();
        var upstreams = Upstream().Matches(Text);

        Assert.Equal(["hosts", "hubs"], upstreams.Select(upstream => upstream.Groups["name"].Value));
        Assert.All(upstreams, upstream => Assert.Equal(expected, Server().Matches(upstream.Value).Select(server => server.Groups["address"].Value)));
    }

    [Fact]
    public void It_passes_requests_to_upstreams_that_it_has()
    {
        var names = Upstream().Matches(Text).Select(upstream => upstream.Groups["name"].Value);

        Assert.Equal(names, Pass().Matches(Text).Select(pass => pass.Groups["name"].Value).Distinct());
    }

    [Fact]
    public async Task Every_place_that_it_treats_apart_is_a_route_of_an_API_host()
    {
        var routes = await MappedRoutes.Of("api");
        var places = Location().Matches(Text).Select(location => location.Groups["path"].Value).ToList();

        Assert.Equal(["/", "/api/tickets/bulk", "/hubs/", "/metrics"], places);
        Assert.All(places, place => Assert.Contains(routes, route => place.EndsWith('/') ? route.StartsWith(place, StringComparison.Ordinal) : route == place));
    }

    [Fact]
    public async Task Every_hub_is_where_the_proxy_expects_hubs()
    {
        var negotiations = (await MappedRoutes.Of("api")).Where(route => route.EndsWith("/negotiate", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(negotiations);
        Assert.All(negotiations, route => Assert.StartsWith("/hubs/", route, StringComparison.Ordinal));
    }

    [Fact]
    public void It_listens_where_the_composition_publishes_it_and_is_asked_there()
    {
        var port = Listen().Match(Text).Groups["port"].Value;

        Assert.EndsWith($":{port}", Assert.Single(Composition.Services["proxy"].List("ports")), StringComparison.Ordinal);
        Assert.Equal(int.Parse(port, CultureInfo.InvariantCulture), new Uri(Composition.Services["proxy"].HealthCheck[^1]).Port);
        Assert.Contains($"./{DeploymentFiles.Proxy}:/etc/nginx/nginx.conf:ro", Composition.Services["proxy"].List("volumes"));
    }

    [Fact]
    public void It_waits_longer_than_a_host_waits_for_a_silo()
    {
        Assert.All(ReadTimeout().Matches(Text), timeout => Assert.True(
            timeout.Groups["unit"].Value is not "s" || int.Parse(timeout.Groups["number"].Value, CultureInfo.InvariantCulture) > new ClusterSettings().CallTimeout.TotalSeconds));
    }

    [Fact]
    public void It_lets_through_the_largest_file_that_the_service_takes()
    {
        var largest = DispatchOptions.From(new ConfigurationBuilder().Build()).MaxFileBytes;

        Assert.All(BodySize().Matches(Text), size => Assert.True(size.Groups["number"].Value is "0" || long.Parse(size.Groups["number"].Value, CultureInfo.InvariantCulture) << 20 > largest));
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task What_machines_ask_for_is_there_on_silos_and_API_hosts(string route)
    {
        Assert.Contains(route, await MappedRoutes.Of("silo"));
        Assert.Contains(route, await MappedRoutes.Of("api"));
    }

    [Fact]
    public async Task It_is_asked_at_a_route_that_is_there()
    {
        Assert.Contains(new Uri(Composition.Services["proxy"].HealthCheck[^1]).AbsolutePath, await MappedRoutes.Of("api"));
    }

    [GeneratedRegex(@"upstream (?<name>\w+) \{[^}]*\}")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"\bserver (?<address>[\w.:-]+) ")]
    private static partial Regex Server();

    [GeneratedRegex(@"proxy_pass http://(?<name>\w+);")]
    private static partial Regex Pass();

    [GeneratedRegex(@"location (= )?(?<path>/\S*) \{")]
    private static partial Regex Location();

    [GeneratedRegex(@"listen (?<port>\d+);")]
    private static partial Regex Listen();

    [GeneratedRegex(@"proxy_read_timeout (?<number>\d+)(?<unit>[smh]);")]
    private static partial Regex ReadTimeout();

    [GeneratedRegex(@"client_max_body_size (?<number>\d+)m?;")]
    private static partial Regex BodySize();
}
