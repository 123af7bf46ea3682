import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The seating terms as an incremental Timefold score: reads a problem, prints a seat for each student. */
public class SeatingPeer {
    /** The terms, read from numbers in a text file; see seating_timefold.py for their order. */
    static final class Terms {
        int students, seats;
        int[][][] unary; // [student][seat] -> violations, score
        int[][][] closeness; // [kind][seat][seat]
        int[][][] partners; // [student] -> other, kind, violations, score
        int[][] covers; // student, kind, want, most, value, hard
        boolean[][] helpers; // [cover][student]
        int[][] coversOf; // [student] -> covers it takes part in
        int[][] zones; // low, high, value, hard
        boolean[][] inside; // [zone][seat]
        int[][] amounts; // [zone][student]
    }

    static Terms terms;

    @PlanningEntity
    public static class Student {
        @PlanningId public Integer id;
        @PlanningVariable public Integer seat;

        public Student() {}
    }

    @PlanningSolution
    public static class Room {
        @ValueRangeProvider public List<Integer> seats = new ArrayList<>();
        @PlanningEntityCollectionProperty public List<Student> students = new ArrayList<>();
        @PlanningScore public HardSoftLongScore score;

        public Room() {}
    }

    public static class Calculator implements IncrementalScoreCalculator<Room, HardSoftLongScore> {
        private int[] seatOf;
        private int[] taken;
        private long[] zoned;
        private long hard, soft;

        @Override
        public void resetWorkingSolution(Room room) {
            seatOf = new int[terms.students];
            java.util.Arrays.fill(seatOf, -1);
            taken = new int[terms.seats];
            zoned = new long[terms.zones.length];
            hard = 0;
            soft = 0;
            for (int zone = 0; zone < zoned.length; zone++) zone(zone, 1);
            for (int cover = 0; cover < terms.covers.length; cover++) cover(cover, 1);
            for (Student student : room.students) afterVariableChanged(student, "seat");
        }

        @Override
        public void beforeVariableChanged(Object entity, String variable) {
            int student = ((Student) entity).id;
            if (seatOf[student] >= 0) move(student, -1);
        }

        @Override
        public void afterVariableChanged(Object entity, String variable) {
            Student student = (Student) entity;
            if (student.seat != null) move(student.id, student.seat);
        }

        private void move(int student, int to) {
            for (int cover : terms.coversOf[student]) cover(cover, -1);
            if (seatOf[student] >= 0) place(student, seatOf[student], -1);
            seatOf[student] = to;
            if (to >= 0) place(student, to, 1);
            for (int cover : terms.coversOf[student]) cover(cover, 1);
        }

        private void place(int student, int seat, int sign) {
            if (sign < 0) taken[seat]--;
            hard -= sign * 1000L * taken[seat];
            if (sign > 0) taken[seat]++;
            hard -= (long) sign * terms.unary[student][seat][0];
            soft += (long) sign * terms.unary[student][seat][1];
            for (int[] partner : terms.partners[student]) {
                int there = seatOf[partner[0]];
                if (there >= 0) {
                    int close = terms.closeness[partner[1]][seat][there];
                    hard -= (long) sign * close * partner[2];
                    soft += (long) sign * close * partner[3];
                }
            }
            for (int zone = 0; zone < zoned.length; zone++) {
                if (terms.inside[zone][seat] && terms.amounts[zone][student] != 0) {
                    zone(zone, -1);
                    zoned[zone] += (long) sign * terms.amounts[zone][student];
                    zone(zone, 1);
                }
            }
        }

        private void zone(int zone, int sign) {
            int[] limits = terms.zones[zone];
            long outside = Math.max(0, limits[0] - zoned[zone]) + Math.max(0, zoned[zone] - limits[1]);
            if (limits[3] == 1) hard -= sign * outside;
            else soft -= sign * outside * limits[2];
        }

        private void cover(int cover, int sign) {
            int[] term = terms.covers[cover];
            int count = 0;
            int here = seatOf[term[0]];
            if (here >= 0) {
                for (int other = 0; other < seatOf.length; other++) {
                    if (terms.helpers[cover][other]
                            && seatOf[other] >= 0
                            && terms.closeness[term[1]][here][seatOf[other]] > 0) count++;
                }
            }
            int beyond = Math.max(0, count - term[3]);
            if (term[5] == 1) hard -= (long) sign * (Math.max(0, term[2] - count) + beyond);
            else soft += (long) sign * term[4] * (Math.min(term[2], count) - beyond);
        }

        @Override public void beforeEntityAdded(Object entity) {}
        @Override public void afterEntityAdded(Object entity) {}
        @Override public void beforeEntityRemoved(Object entity) {}
        @Override public void afterEntityRemoved(Object entity) {}

        @Override
        public HardSoftLongScore calculateScore() {
            return HardSoftLongScore.of(hard, soft);
        }
    }

    private static int[][] rows(StringTokenizer words, int count, int width) {
        int[][] table = new int[count][width];
        for (int[] row : table) for (int i = 0; i < width; i++) row[i] = Integer.parseInt(words.nextToken());
        return table;
    }

    private static boolean[][] marks(StringTokenizer words, int count, int width) {
        boolean[][] table = new boolean[count][width];
        for (boolean[] row : table) for (int i = 0; i < width; i++) row[i] = words.nextToken().equals("1");
        return table;
    }

    private static Terms read(Path file) throws IOException {
        StringTokenizer words = new StringTokenizer(Files.readString(file));
        Terms t = new Terms();
        int[] sizes = rows(words, 1, 6)[0]; // students, seats, kinds, couples, covers, zones
        t.students = sizes[0];
        t.seats = sizes[1];
        t.unary = new int[t.students][][];
        for (int s = 0; s < t.students; s++) t.unary[s] = rows(words, t.seats, 2);
        t.closeness = new int[sizes[2]][][];
        for (int k = 0; k < sizes[2]; k++) t.closeness[k] = rows(words, t.seats, t.seats);
        List<List<int[]>> partners = new ArrayList<>();
        for (int s = 0; s < t.students; s++) partners.add(new ArrayList<>());
        for (int[] c : rows(words, sizes[3], 5)) partners.get(c[0]).add(new int[] {c[1], c[2], c[3], c[4]});
        t.partners = new int[t.students][][];
        for (int s = 0; s < t.students; s++) t.partners[s] = partners.get(s).toArray(new int[0][]);
        t.covers = rows(words, sizes[4], 6);
        t.helpers = marks(words, sizes[4], t.students);
        t.zones = rows(words, sizes[5], 4);
        t.inside = marks(words, sizes[5], t.seats);
        t.amounts = rows(words, sizes[5], t.students);
        t.coversOf = new int[t.students][];
        for (int s = 0; s < t.students; s++) {
            List<Integer> own = new ArrayList<>();
            for (int c = 0; c < sizes[4]; c++) if (t.covers[c][0] == s || t.helpers[c][s]) own.add(c);
            t.coversOf[s] = own.stream().mapToInt(Integer::intValue).toArray();
        }
        return t;
    }

    public static void main(String[] words) throws IOException {
        terms = read(Path.of(words[0]));
        Room room = new Room();
        for (int seat = 0; seat < terms.seats; seat++) room.seats.add(seat);
        for (int id = 0; id < terms.students; id++) {
            Student student = new Student();
            student.id = id;
            room.students.add(student);
        }
        SolverConfig config = new SolverConfig()
                .withSolutionClass(Room.class)
                .withEntityClasses(Student.class)
                .withScoreDirectorFactory(
                        new ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig()
                                .withIncrementalScoreCalculatorClass(Calculator.class))
                .withTerminationSpentLimit(Duration.ofMillis(Math.round(1000 * Double.parseDouble(words[1]))));
        Room best = SolverFactory.<Room>create(config).buildSolver().solve(room);
        StringBuilder out = new StringBuilder("SEATS");
        for (Student student : best.students) out.append(' ').append(student.seat);
        System.out.println(out);
    }
}
