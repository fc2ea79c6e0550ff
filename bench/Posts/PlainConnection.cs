using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Dispatch.Bench;

/// <summary>One kept-alive HTTP/1.1 connection on a bare socket: one request after the other, so that the generator takes little of the processors.</summary>
internal sealed class PlainConnection : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] received = new byte[64 * 1024];
    private readonly string head;

    private PlainConnection(Uri address, string token) => head = $"Host: {address.Authority}\r\nAuthorization: Bearer {token}\r\n";

    /// <summary>Connects.</summary>
    public static async Task<PlainConnection> Open(Uri address, string token)
    {
        var connection = new PlainConnection(address, token);
        await connection.socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>A request as bytes, to be sent any number of times.</summary>
    public byte[] Request(string method, string path, byte[]? json = null) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\n{head}{(json is null ? "" : $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n")}\r\n")),
        .. json ?? [],
    ];

    /// <summary>Sends a request and reads its answer; returns status and body as it came over the wire, valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">The connection was closed.</exception>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> Send(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request[sent..]);
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(received.AsMemory(length));
            length += read > 0 ? read : throw new InvalidOperationException("The service closed the connection.");
            if (received.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var end && end < 0)
                continue;
            if (EndOf(received.AsSpan(0, length), end + 4) is { } whole)
                return (int.Parse(received.AsSpan(9, 3), CultureInfo.InvariantCulture), received.AsMemory(end + 4, whole - end - 4));
        }
    }

    public void Dispose() => socket.Dispose();

    // With a length or in chunks, of which the last is empty; null while more is to come.
    private static int? EndOf(ReadOnlySpan<byte> answer, int body)
    {
        if (answer.StartsWith("HTTP/1.1 204"u8))
            return body;
        var field = "\r\nContent-Length: "u8;
        if (answer[..body].IndexOf(field) is var at and >= 0)
        {
            var value = answer[(at + field.Length)..];
            var end = body + int.Parse(value[..value.IndexOf("\r\n"u8)], CultureInfo.InvariantCulture);
            return end <= answer.Length ? end : null;
        }
        return answer[body..].EndsWith("\r\n0\r\n\r\n"u8) ? answer.Length : null;
    }
}
