using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Api.Board;

/// <summary>A wallboard or console that speaks SignalR's JSON protocol over a plain socket.</summary>
public sealed class BoardSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly WebSocket socket;
    private readonly StringBuilder unread = new();

    private BoardSocket(WebSocket socket) => this.socket = socket;

    /// <summary>State of the socket.</summary>
    public WebSocketState State => socket.State;

    /// <summary>Connects with a token in the query, as browsers do, and shakes hands.</summary>
    public static async Task<BoardSocket> Connect(ApiHost host, string? token, string hub = "/hubs/board")
    {
        var query = token is null ? "" : $"?access_token={Uri.EscapeDataString(token)}";
        var socket = await host.Server.CreateWebSocketClient().ConnectAsync(new($"ws://localhost{hub}{query}"), default);
        var board = new BoardSocket(socket);
        await board.Send("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await board.Read());
        return board;
    }

    /// <summary>Asks for a snapshot, or to go on from a position.</summary>
    public Task Subscribe(string? stream = null, long seq = 0) => Send(stream is null
        ? """{"type":1,"target":"Subscribe","arguments":[null]}"""
        : $$"""{"type":1,"target":"Subscribe","arguments":[{"stream":"{{stream}}","seq":{{seq}}}]}""");

    /// <summary>Sends one message.</summary>
    public Task Send(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, default);

    /// <summary>The next message of a kind; others are passed over.</summary>
    public async Task<JsonElement> Next(string target)
    {
        while (true)
        {
            var message = JsonDocument.Parse(await Read()).RootElement;
            if (message.Text("target") == target)
                return message.GetProperty("arguments")[0];
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open)
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        socket.Dispose();
    }

    private async Task<string> Read()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var text = unread.ToString();
            if (text.IndexOf(End) is >= 0 and var end)
            {
                unread.Remove(0, end + 1);
                return text[..end];
            }
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            unread.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
    }
}
