using System.Globalization;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Hosting;

/// <summary>Numbers that people use for tickets, such as <c>D-1000123</c>: reserved in blocks, so that many processes never give one twice. A restart leaves a gap.</summary>
public sealed class TicketNumbers(IJournal journal) : IDisposable
{
    private const string Series = "ticket";
    private const long First = 1_000_000;
    private const int BlockSize = 500;

    private readonly SemaphoreSlim reserving = new(1);
    private Block block = new(0, 0);

    /// <summary>The next number.</summary>
    public async ValueTask<string> Next(CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = Volatile.Read(ref block);
            if (current.Take() is { } taken)
                return string.Create(CultureInfo.InvariantCulture, $"D-{First + taken}");
            await Reserve(current, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => reserving.Dispose();

    private async Task Reserve(Block used, CancellationToken cancellationToken)
    {
        await reserving.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(block, used))
                Volatile.Write(ref block, new(await journal.ReserveNumbers(Series, BlockSize, cancellationToken), BlockSize));
        }
        finally
        {
            reserving.Release();
        }
    }

    private sealed class Block(long first, int size)
    {
        private int used = -1;

        public long? Take() => Interlocked.Increment(ref used) is var index && index < size ? first + index : null;
    }
}
