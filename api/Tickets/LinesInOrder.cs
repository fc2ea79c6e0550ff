namespace Dispatch.Api.Tickets;

/// <summary>Lets lines that name the same ticket wait for each other, so that the first of them makes it and the others repeat it.</summary>
/// <remarks><see cref="Enter"/> is called in the order of the lines, by one thread; turns may end on any.</remarks>
public sealed class LinesInOrder
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <summary>Queues up behind earlier lines of the same names.</summary>
    public Turn Enter(IEnumerable<string> names)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] own = [.. names];
        lock (gate)
        {
            Task[] before = [.. own.Select(name => last.GetValueOrDefault(name)).OfType<Task>()];
            foreach (var name in own)
                last[name] = done.Task;
            return new(this, own, done, before is [] ? Task.CompletedTask : Task.WhenAll(before));
        }
    }

    private void Leave(string[] names, TaskCompletionSource done)
    {
        lock (gate)
        {
            foreach (var name in names)
            {
                if (last.GetValueOrDefault(name) == done.Task)
                    last.Remove(name);
            }
        }
        done.SetResult();
    }

    /// <summary>One line's turn; disposing it lets the next go on.</summary>
    public sealed class Turn(LinesInOrder order, string[] names, TaskCompletionSource done, Task predecessors) : IDisposable
    {
        /// <summary>Completes when all earlier lines of the same names are done.</summary>
        public Task Predecessors { get; } = predecessors;

        /// <inheritdoc />
        public void Dispose() => order.Leave(names, done);
    }
}
