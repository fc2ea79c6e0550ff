using System.Net.WebSockets;
using System.Text;

namespace Dispatch.Bench;

/// <summary>A wallboard: SignalR's JSON protocol over a bare socket.</summary>
internal sealed class BoardConnection : IDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket socket = new();
    private byte[] received = new byte[64 * 1024];
    private int filled;

    /// <summary>Connects, shakes hands and asks for a snapshot.</summary>
    public static async Task<BoardConnection> Open(Uri service, string token, CancellationToken cancellationToken)
    {
        var board = new BoardConnection();
        board.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        var address = new UriBuilder(new Uri(service, "/hubs/board")) { Scheme = "ws", Query = $"access_token={Uri.EscapeDataString(token)}" };
        await board.socket.ConnectAsync(address.Uri, cancellationToken);
        await board.Send("""{"protocol":"json","version":1}""", cancellationToken);
        await board.Send("""{"type":1,"target":"Subscribe","arguments":[null]}""", cancellationToken);
        return board;
    }

    /// <summary>Hands over each message as it arrives, without its end sign, until cancelled.</summary>
    /// <param name="message">Must not keep the bytes.</param>
    public async Task Read(Action<ReadOnlyMemory<byte>> message, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (filled == received.Length)
                Array.Resize(ref received, filled * 2);
            var part = await socket.ReceiveAsync(received.AsMemory(filled), cancellationToken);
            if (part.MessageType is WebSocketMessageType.Close)
                throw new InvalidOperationException("The service closed a board's connection.");
            filled += part.Count;
            var start = 0;
            while (received.AsSpan(start, filled - start).IndexOf(End) is >= 0 and var length)
            {
                message(received.AsMemory(start, length));
                start += length + 1;
            }
            received.AsSpan(start, filled - start).CopyTo(received);
            filled -= start;
        }
    }

    public void Dispose() => socket.Dispose();

    private Task Send(string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
