using System.Globalization;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Hosting;

/// <summary>Numbers that people use for tickets, such as <c>D-1000123</c>: reserved in blocks, so that many processes never give one twice. A restart leaves a gap.</summary>
public sealed class TicketNumbers(IJournal journal)
{
    private const string Series = "ticket";
    private const long First = 1_000_000;
    private const int BlockSize = 500;

    private readonly Lock gate = new();
    private Task reserving = Task.CompletedTask;
    private Block block = new(0, 0);

    /// <summary>The next number.</summary>
    public async ValueTask<string> Next(CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = Volatile.Read(ref block);
            if (current.Take() is { } taken)
                return string.Create(CultureInfo.InvariantCulture, $"D-{First + taken}");
            await Reserve(current).WaitAsync(cancellationToken);
        }
    }

    // Whoever comes while a block is being reserved waits for the same one; a semaphore would send the waiting over the thread pool.
    private Task Reserve(Block used)
    {
        lock (gate)
        {
            if (!ReferenceEquals(block, used))
                return Task.CompletedTask;
            return reserving.IsCompleted ? reserving = ReserveNext() : reserving;
        }
    }

    private async Task ReserveNext() => Volatile.Write(ref block, new(await journal.ReserveNumbers(Series, BlockSize), BlockSize));

    private sealed class Block(long first, int size)
    {
        private int used = -1;

        public long? Take() => Interlocked.Increment(ref used) is var index && index < size ? first + index : null;
    }
}
