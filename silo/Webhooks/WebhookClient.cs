using System.Net;
using System.Net.Sockets;

namespace Dispatch.Silo.Webhooks;

/// <summary>Makes the client that calls other systems: it is patient for ten seconds, follows nobody elsewhere and stays out of the network it runs in.</summary>
/// <remarks>Whoever publishes configuration must not be able to reach what only this process can: addresses inside are refused as they are connected to,
/// whatever name led there, unless the setting names the host. This machine is reached by its own name only.</remarks>
public static class WebhookClient
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[] { "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "::/127", "fc00::/7", "fe80::/10" }
            .Select(IPNetwork.Parse),
    ];

    /// <summary>The client.</summary>
    public static HttpClient Create(WebhookSettings settings) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellationToken) => Connect(settings, context.DnsEndPoint, cancellationToken),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Whether an address that a host name leads to may be called.</summary>
    public static bool IsReachable(WebhookSettings settings, string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return settings.InsideHosts.Contains(host) || new UriBuilder(Uri.UriSchemeHttp, host).Uri.IsLoopback && IPAddress.IsLoopback(plain)
            || !Array.Exists(Inside, network => network.Contains(plain));
    }

    private static async ValueTask<Stream> Connect(WebhookSettings settings, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var addresses = (await Dns.GetHostAddressesAsync(to.Host, cancellationToken)).Where(address => IsReachable(settings, to.Host, address)).ToArray();
        if (addresses.Length is 0)
            throw new HttpRequestException($"{to.Host} lies inside the network; --webhook-hosts allows hosts that may be called all the same.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
