// What a user of the sample package may rely on. Each @ts-expect-error marks what the compiler must refuse.
import {
  ApiError,
  TransportError,
  createClient,
  createOrder,
  delete_,
  downloadInvoice,
  getOrder,
  import_,
  listAnimals,
  listOrders,
  readLog,
  unwrap,
  uploadInvoice,
  watchEvents,
  whoAmI,
  type Order,
  type OrderCreate,
  type Problem,
  type RecordModel,
  type Shape,
  type Status,
  type Tree,
} from "./package/lib/index.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

export async function outcomes(): Promise<void> {
  const { data, error, status } = await createOrder({ body: { items: [{ sku: "A" }] } });
  if (error) {
    if (error.status === 422) holds<Same<typeof error.body, Problem>>();
    if (error.status === 503) holds<Same<typeof error.body, string>>();
    if (error.status === 418) holds<Same<typeof error.body, unknown>>();
    if (error instanceof TransportError) holds<Same<typeof error.reason, "network" | "timeout" | "aborted" | "content">>();
    if (error instanceof ApiError) holds<Same<typeof error.response, Response>>();
    // @ts-expect-error a failure has no data
    data.id;
    return;
  }
  holds<Same<typeof data, Order>>();
  holds<Same<typeof status, 201>>();

  const read = await getOrder({ order_id: "o" });
  if (read.status === 200 && !read.error) holds<Same<typeof read.data, Order>>();
  // @ts-expect-error the order may be missing
  read.data.id;
}

export async function throwing(): Promise<void> {
  const { data } = await getOrder({ order_id: "o", order_id_query: true }, { throwOnError: true });
  holds<Same<typeof data, Order>>();
  const order = await unwrap(getOrder({ order_id: "o" }));
  holds<Same<typeof order, Order>>();
  const client = createClient({ throwOnError: true, auth: { token: async () => "t", login: { username: "u", password: "p" } } });
  const { data: page } = await client.listOrders({ status: ["open", "one of tomorrow"] });
  holds<Same<typeof page.items, Order[]>>();
  const again = await client.getOrder({ order_id: "o" }, { throwOnError: false });
  if (again.error && again.error.status === 404) holds<Same<typeof again.error.body, Problem>>();
  const gone = await delete_({ order_id: "o" }, { throwOnError: true });
  holds<Same<typeof gone.data, undefined>>();
}

export async function bodies(file: File): Promise<void> {
  await uploadInvoice({ order_id: "o", body: { file, labels: ["a"] } });
  await uploadInvoice({ order_id: "o", body: new FormData() });
  const { data } = await downloadInvoice({ order_id: "o" }, { throwOnError: true });
  holds<Same<typeof data, Blob>>();
  await import_({ body: [{ items: [] }] });
  await import_({ body: "a;b", contentType: "text/csv" });
  // @ts-expect-error text is no order
  await import_({ body: "a;b" });
  for await (const event of await unwrap(watchEvents())) holds<Same<typeof event.data, string>>();
  for await (const line of await unwrap(readLog())) holds<Same<typeof line, { [key: string]: unknown }>>();
  holds<Same<Awaited<ReturnType<typeof whoAmI<true>>>["data"], unknown>>();
}

export function shapes(order: Order, problem: Problem, tree: Tree, record: RecordModel): string {
  const status: Status = order.status;
  if (status === "open" || status === "a later one") return order.total?.currency ?? "";
  // @ts-expect-error an optional property is not undefined
  const created: OrderCreate = { items: [], note: undefined };
  // @ts-expect-error a closed object has no other property
  const other: OrderCreate = { items: [], nope: 1 };
  // @ts-expect-error an index may miss
  const label: string = order.labels?.["a"];
  const extra: string | number | undefined = problem["anything"];
  const forest: Tree = ["a", ["b", tree]];
  return [created, other, label, extra, forest, record.Promise, record["with space"], record.class].join();
}

export async function unions(): Promise<number> {
  let lives = 0;
  for (const animal of await unwrap(listAnimals())) {
    if (animal.kind === "cat") lives += animal.lives;
    else if (animal.kind === "dog") lives += animal.good ? 1 : 0;
    else if (typeof animal["wings"] === "number") lives += animal.kind.length;
  }
  return lives;
}

export function numbered(shape: Shape): number {
  if (shape.type === 1) return shape.radius;
  if (shape.type === 2) return shape.width ?? 0;
  return typeof shape["depth"] === "number" ? shape.type : 0;
}

export function mistakes(): void {
  // @ts-expect-error a path parameter is needed
  void getOrder({});
  // @ts-expect-error no such parameter
  void listOrders({ nope: 1 });
  // @ts-expect-error a number is wanted
  void listOrders({ limit: "1" });
  // @ts-expect-error no such scheme
  void listOrders({}, { auth: { other: "t" } });
  // @ts-expect-error an operation without parameters takes none
  void watchEvents({ nope: 1 });
  // @ts-expect-error a currency is needed
  const order: Order = { id: "o", status: "open", items: [], total: { amount: "1" } };
  void listOrders({ limit: undefined, constructor_query: "c" });
  void order;
}
