using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Silo.Journal;

/// <summary>A loopback proxy that can stop moving bytes in both directions while its connections stay open: to the server, the client has frozen.</summary>
internal sealed class FreezingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> clients = [];
    private readonly int target;
    private volatile bool frozen, disposed;

    public FreezingProxy(int target)
    {
        this.target = target;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Freeze() => frozen = true;

    public void Dispose()
    {
        disposed = true;
        listener.Stop();
        lock (clients)
            foreach (var client in clients)
                client.Dispose();
    }

    private async Task Accept()
    {
        while (!disposed)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync();
                var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, target);
                lock (clients)
                    clients.AddRange([near, far]);
                _ = Move(near, far);
                _ = Move(far, near);
            }
            catch (Exception) when (disposed)
            {
                return;
            }
        }
    }

    private async Task Move(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (!frozen && await from.GetStream().ReadAsync(buffer) is > 0 and var read && !frozen)
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            if (!frozen)
                to.Close();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            to.Close();
        }
    }
}
